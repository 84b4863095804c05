"""Finds zones by names that need no VTIMEZONE: IANA, Windows, vendors' paths, Outlook's words, offsets."""

import re
from datetime import UTC, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from integrations._shared.iana_names import iana_names

OFFSET = re.compile(
    r"\(?(?:UTC|GMT|Z)?(?:([+-])([0-9]{1,2}):?([0-5][0-9])?)?\)?(?: Coordinated Universal Time)?",
    re.IGNORECASE,
)
OUTLOOK_PREFIX = re.compile(r"\((?:UTC|GMT)[^)]*\)\s*", re.IGNORECASE)
LONGEST_PATH = 3


def iana_zone(name: str) -> ZoneInfo | None:
    """The zone with this IANA name, in upper or lower case, or None."""
    known = _iana_names().get(name.casefold())
    return ZoneInfo(known) if known else None


def named_zone(name: str) -> tzinfo | None:
    """The zone with this IANA name, Windows name or vendor's path that ends in an IANA name, or None.

    Shape: `/citadel.org/20250101_1/Europe/Berlin` and `tzone://Microsoft/Utc` are such paths.
    """
    parts = name.split("/")
    tails = ("/".join(parts[-length:]) for length in range(min(LONGEST_PATH, len(parts) - 1), 0, -1))
    return iana_zone(name) or _windows_zone(name) or next(filter(None, map(iana_zone, tails)), None)


def outlook_zone(description: str) -> tzinfo | None:
    """The zone that Outlook describes by an offset, the time of a region or a list of cities, or None.

    Shape: `GMT+0100`, `(UTC-05:00) Eastern Time (US & Canada)`, `(UTC+01:00) Amsterdam, Berlin`.
    """
    words = OUTLOOK_PREFIX.sub("", description)
    region = words.partition(" (")[0].removesuffix(" Time")
    return (
        _offset_zone(description)
        or _windows_zone(f"{region} Standard Time")
        or next(filter(None, map(_city_zone, re.split("[,/]", words))), None)
    )


def _offset_zone(text: str) -> tzinfo | None:
    offset = OFFSET.fullmatch(text)
    if not offset or not text:
        return None
    ahead = timedelta(hours=int(offset[2] or 0), minutes=int(offset[3] or 0))
    return timezone(-ahead if offset[1] == "-" else ahead) if ahead < timedelta(days=1) else UTC


def _windows_zone(name: str) -> ZoneInfo | None:
    known = _windows_names().get(name.casefold())
    return ZoneInfo(known) if known else None


def _city_zone(city: str) -> ZoneInfo | None:
    known = _cities().get(city.strip().replace(" ", "_").casefold())
    return ZoneInfo(known) if known else None


@cache
def _iana_names() -> dict[str, str]:
    return {name.casefold(): name for name in iana_names() if name != "Factory"}


@cache
def _cities() -> dict[str, str]:
    return {name.rpartition("/")[2].casefold(): name for name in iana_names() if "/" in name}


@cache
def _windows_names() -> dict[str, str]:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return {windows.casefold(): iana for windows, iana in WINDOWS_TO_OLSON.items()}
