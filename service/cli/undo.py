"""`liftrun undo`: plan and calendars back to the version before."""

import argparse
from typing import TYPE_CHECKING, Any

from service.cli import choices, sync
from service.cli.exit import Exit
from service.cli.kept import PATIENCE, kept

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
    from service.cli.history import headline
    from service.usecases.memory import Memory
    from service.usecases.undo import undo

    config = sync.with_targets(choices.configuration(arguments), arguments)
    archive, zone = kept(arguments, config)(), config.athlete.zone

    def agree(undoing: "Undoing") -> bool:
        print(f"Back from {headline(undoing.undone, zone)}")
        print("\n".join(differences(undoing.changes, zone)), flush=True)
        return sync.is_meant(arguments)

    with archive.alone(wait=PATIENCE):
        undo(
            config.athlete.id,
            bootstrap.entry_sinks(
                config.targets, archive, looks_only=arguments.dry_run, anew=arguments.force
            ),
            Memory(archive.plans, archive.ledger),
            now=bootstrap.clock().now(),
            agree=agree,
            force=arguments.force,
        )
    return Exit.DONE
