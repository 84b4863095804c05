"""`liftrun done|skip|pin|unpin|move SESSION`: records a decision about one session, then syncs."""

import argparse
from datetime import datetime
from typing import TYPE_CHECKING, Any

from service.athletes.decide_session import decide_session
from service.cli.commands import sync
from service.cli.inputs import config_flags
from service.config.written_hour import written_hour

if TYPE_CHECKING:
    from service.athletes.context import AthleteContext
    from service.usecases.syncing.decision import Decision

COMMANDS = {
    "done": "say that a session was done",
    "skip": "leave a session out this week",
    "pin": "keep a session where it stands",
    "unpin": "let a session be planned again that was pinned, moved, skipped or deleted",
    "move": "put a session where you want it, and keep it there",
}


def declare(commands: Any) -> None:
    """Add the commands done, skip, pin, unpin and move."""
    for word, says in COMMANDS.items():
        parser = commands.add_parser(word, help=says)
        parser.add_argument("session", metavar="SESSION", help="such as lower, or 2026-W48-lower")
        if word == "move":
            parser.add_argument("hour", metavar="HOUR", help='such as "Thu 18:00" or "2026-11-26 18:00"')
        if word == "done":
            parser.add_argument("--at", dest="hour", metavar="HOUR", help="when it began, if not as planned")
            parser.add_argument(
                "--not", dest="taken_back", action="store_true", help="it was not done after all"
            )
        sync.declare_run(parser)
        parser.set_defaults(run=run, word=word)


def run(arguments: argparse.Namespace) -> int:
    """Sync once with the decision that the command records.

    Errors: UsageError, ConfigurationError, CalendarUnreadable, CalendarUnwritable, SyncRefused.
    """
    written = config_flags.flag("HOUR", written_hour, getattr(arguments, "hour", None))
    word = "not-done" if getattr(arguments, "taken_back", False) else arguments.word

    def decide(context: "AthleteContext", now: datetime) -> "Decision":
        hour = written.within if written else None
        return decide_session(context, word, arguments.session, now=now, hour=hour)

    return sync.sync_once(arguments, decide)
