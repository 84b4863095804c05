"""Finds the previous plan: in the `--against` file, in the `--out` file, or in the database."""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from service.cli.inputs import config_flags, database_flag
from service.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from service.config import Config
    from service.domain.entry import Entry
    from service.domain.log import Logged
    from service.domain.plan import Placement
    from service.domain.span import Span
    from service.domain.version import Version
    from service.storage.archive import Archive

FEED = b"BEGIN:VCALENDAR"
HINT = "Name what `liftrun plan --json` printed or `--out` wrote, or leave it out."


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the flags `--against` and `--fresh`, which choose the previous plan."""
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
class PreviousPlan:
    """The previous plan that a new plan starts from.

    Shape: `synced` is the current version in the database, None when the plan comes from elsewhere.
    `logged` are the sessions of the training log in the database.
    """

    placements: "tuple[Placement, ...]" = ()
    synced: "Version | None" = None
    logged: "tuple[Logged, ...]" = ()

    @property
    def skipped(self) -> frozenset[str]:
        """The ids of the sessions that the athlete skipped."""
        marks = self.synced.marks if self.synced else ()
        return frozenset(mark.session for mark in marks if mark.span is None)

    @property
    def wished(self) -> "dict[str, Span]":
        """The days that the athlete wishes for, by the sessions' ids."""
        from service.usecases.weeks.current_plan import wished_in

        return wished_in(self.synced) if self.synced else {}


def previous_plan(
    arguments: argparse.Namespace, config: "Config", shown: "Sequence[Entry]", kept: "Callable[[], Archive]"
) -> PreviousPlan:
    """Find the previous plan: from the `--against` file, the `--out` file, the database, or none at all.

    Shape: `shown` are the entries of the `--out` file. A missing database is not created.
    Errors: UsageError when the `--against` file holds no plan of this athlete, CalendarUnreadable when it
    is a damaged calendar.
    """
    from service.usecases.weeks.previous_plan import from_entries

    if arguments.fresh:
        return PreviousPlan()
    path: Path | None = arguments.against
    if path is None and (arguments.out or not _is_kept(arguments, config)):
        return PreviousPlan(from_entries(shown, athlete=config.athlete.id))
    if path is None:
        head, logged = kept().plans.head(), kept().log.read()
        return PreviousPlan(head.placements if head else (), head, logged)
    try:
        return PreviousPlan(_read(path, config))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(reason=f"--against: {path} could not be read: {reason}", hint=HINT) from error
    except ValueError as error:
        raise UsageError(reason=f"--against: {path} {error}", hint=HINT) from error


def _is_kept(arguments: argparse.Namespace, config: "Config") -> bool:
    """Whether the database may hold a plan of this athlete.

    Shape: without a configuration and without `--database`, the command only tries something out.
    """
    is_told = bool(arguments.config or arguments.database) or config_flags.CONFIG.exists()
    return is_told and database_flag.database_exists(arguments, config.database)


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
