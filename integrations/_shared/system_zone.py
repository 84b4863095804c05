"""Finds the time zone that the machine is set to."""

import os
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from integrations._shared.iana_names import iana_names


def system_zone() -> ZoneInfo | None:
    """The zone that the machine is set to, or None when that zone has no IANA name or cannot be found out."""
    from tzlocal import get_localzone_name

    named = os.environ.get("TZ", "").removeprefix(":")
    if named and not Path(named).is_absolute() and not _is_known(named):
        # tzlocal would go on to the machine's files, and the hours would be those of another zone.
        return None
    try:
        name = get_localzone_name()
    except LookupError:
        # tzlocal raises this when two settings of the machine contradict each other.
        return None
    return ZoneInfo(name) if _is_known(name) else None


def _is_known(name: str) -> bool:
    return name in iana_names() or name in available_timezones()
