"""The plan that stood before: named by `--against FILE`, written by `--out`, or kept in the database."""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from service.cli import config_flags, database_flag
from service.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from service.config import Config
    from service.domain.entry import Entry
    from service.domain.log import Logged
    from service.domain.plan import Placement
    from service.domain.version import Version
    from service.storage.archive import Archive

FEED = b"BEGIN:VCALENDAR"
HINT = "Name what `liftrun plan --json` printed or `--out` wrote, or leave it out."


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the flags."""
    either = parser.add_mutually_exclusive_group()
    either.add_argument(
        "--against",
        type=Path,
        metavar="FILE",
        help="move as little as possible of this earlier plan (JSON or .ics); unless said, of what --out "
        "wrote, or else of the plan that is kept",
    )
    either.add_argument("--fresh", action="store_true", help="plan as if nothing had stood before")


@dataclass(frozen=True)
class Earlier:
    """What a plan goes on from.

    Shape: `synced` is the version that is kept, when that one is meant; `logged` is what the athlete told
    Liftrun of it.
    """

    placements: "tuple[Placement, ...]" = ()
    synced: "Version | None" = None
    logged: "tuple[Logged, ...]" = ()

    @property
    def skipped(self) -> frozenset[str]:
        """The sessions that are left out."""
        marks = self.synced.marks if self.synced else ()
        return frozenset(mark.session for mark in marks if mark.span is None)


def earlier(
    arguments: argparse.Namespace, config: "Config", shown: "Sequence[Entry]", kept: "Callable[[], Archive]"
) -> Earlier:
    """The plan that stood before: the one named, what the feed shows, what is kept, or none at all.

    Shape: where no database is, none is made.
    Errors: UsageError when the file holds no plan of this athlete, CalendarUnreadable for a feed that
    is no longer whole.
    """
    from service.usecases.weeks.previous_plan import from_entries

    if arguments.fresh:
        return Earlier()
    path: Path | None = arguments.against
    if path is None and (arguments.out or not _is_kept(arguments, config)):
        return Earlier(from_entries(shown, athlete=config.athlete.id))
    if path is None:
        head, logged = kept().plans.head(), kept().log.read()
        return Earlier(head.placements if head else (), head, logged)
    try:
        return Earlier(_read(path, config))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(reason=f"--against: {path} could not be read: {reason}", hint=HINT) from error
    except ValueError as error:
        raise UsageError(reason=f"--against: {path} {error}", hint=HINT) from error


def _is_kept(arguments: argparse.Namespace, config: "Config") -> bool:
    """Whether a plan of this athlete may be kept; who has no configuration only tries something out."""
    is_told = bool(arguments.config or arguments.database) or config_flags.CONFIG.exists()
    return is_told and database_flag.is_there(arguments, config.database)


def _read(path: Path, config: "Config") -> "tuple[Placement, ...]":
    from service import bootstrap
    from service.usecases.weeks.previous_plan import from_document, from_entries

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
