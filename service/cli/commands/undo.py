"""`liftrun undo`: restores the previous version of the plan, in the database and in the targets."""

import argparse
from typing import TYPE_CHECKING, Any

from service.cli.commands import sync
from service.cli.exit import Exit
from service.cli.inputs import config_flags, database_flag
from service.cli.inputs.stored_athlete import kept
from service.errors import NotThere

if TYPE_CHECKING:
    from service.usecases.syncing.undo import Undoing


def declare(commands: Any) -> None:
    """Add the `liftrun undo` command and its flags."""
    parser = commands.add_parser("undo", help="bring plan and calendars back to the version before")
    config_flags.declare(parser)
    sync.declare_writing(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Undo the newest version, and print what will be written before writing it.

    Errors: NotThere when nothing is planned yet; UsageError, ConfigurationError, CalendarUnreadable,
    CalendarUnwritable, SyncRefused.
    """
    from service import bootstrap
    from service.athletes.undo_version import undo_version
    from service.cli.output.pending_changes import differences
    from service.usecases.history.describe_version import headline

    config = sync.with_targets(config_flags.configuration(arguments), arguments)
    zone = config.athlete.zone
    if (
        not database_flag.database_exists(arguments, config.database)
        or kept(arguments, config)().plans.head() is None
    ):
        hint = "Plan first: `liftrun sync`, or let `liftrun serve` do it."
        raise NotThere(reason="nothing is planned yet", hint=hint)

    def agree(undoing: "Undoing") -> bool:
        print(f"Back from {headline(undoing.undone, zone, before=undoing.version)}")
        print("\n".join(differences(undoing.changes, zone)), flush=True)
        return sync.confirms_writing(arguments)

    context, now = sync.open_context(config, arguments), bootstrap.clock().now()
    undo_version(context, now=now, agree=agree, looks_only=arguments.dry_run, force=arguments.force)
    return Exit.DONE
