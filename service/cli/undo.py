"""`liftrun undo`: plan and calendars back to the version before."""

import argparse
from typing import TYPE_CHECKING, Any

from service.cli import choices, place, sync
from service.cli.exit import Exit
from service.cli.kept import kept
from service.errors import NotThere

if TYPE_CHECKING:
    from service.usecases.undo import Undoing


def declare(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("undo", help="bring plan and calendars back to the version before")
    choices.declare(parser)
    sync.declare_writing(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Undo once, saying what will be written before it is."""
    from service import bootstrap
    from service.cli.differences import differences
    from service.usecases.tell_version import headline

    config = sync.with_targets(choices.configuration(arguments), arguments)
    zone = config.athlete.zone
    if not place.is_there(arguments, config.database) or kept(arguments, config)().plans.head() is None:
        hint = "Plan first: `liftrun sync`, or let `liftrun serve` do it."
        raise NotThere(reason="nothing is planned yet", hint=hint)

    def agree(undoing: "Undoing") -> bool:
        print(f"Back from {headline(undoing.undone, zone, before=undoing.version)}")
        print("\n".join(differences(undoing.changes, zone)), flush=True)
        return sync.is_meant(arguments)

    desk, now = sync.desk_of(config, arguments), bootstrap.clock().now()
    desk.undo(now=now, agree=agree, looks_only=arguments.dry_run, force=arguments.force)
    return Exit.DONE
