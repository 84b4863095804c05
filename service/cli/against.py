"""`--against FILE`: the plan that stood before, from what an earlier run printed or wrote."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from service.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.config import Config
    from service.domain.entry import Entry
    from service.domain.plan import Placement

FEED = b"BEGIN:VCALENDAR"
HINT = "Name what `liftrun plan --json` printed or `--out` wrote, or leave it out."


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the flags."""
    either = parser.add_mutually_exclusive_group()
    either.add_argument(
        "--against",
        type=Path,
        metavar="FILE",
        help="move as little as possible of this earlier plan (JSON or .ics); what --out wrote unless said",
    )
    either.add_argument("--fresh", action="store_true", help="plan as if nothing had stood before")


def earlier(
    arguments: argparse.Namespace, config: "Config", shown: "Sequence[Entry]"
) -> "tuple[Placement, ...]":
    """The plan that stood before: the one named, what the calendar shows, or none at all.

    Errors: UsageError when the file holds no plan of this athlete, CalendarUnreadable for a feed that
    is no longer whole.
    """
    from service.usecases.earlier import from_entries

    if arguments.fresh:
        return ()
    path: Path | None = arguments.against
    if path is None:
        return from_entries(shown, athlete=config.athlete.id)
    try:
        return _read(path, config)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(reason=f"--against: {path} could not be read: {reason}", hint=HINT) from error
    except ValueError as error:
        raise UsageError(reason=f"--against: {path} {error}", hint=HINT) from error


def _read(path: Path, config: "Config") -> "tuple[Placement, ...]":
    from service import bootstrap
    from service.usecases.earlier import from_document, from_entries

    content = path.read_bytes()
    athlete = config.athlete.id
    if FEED in content[:100].upper():
        stood = from_entries(bootstrap.entry_feed(path, config.feed).shown(), athlete=athlete)
        if not stood:
            raise ValueError(f"holds no session of the athlete {athlete}")
        return stood
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ValueError("is neither a plan's JSON nor a calendar") from error
    return from_document(document, athlete=athlete)
