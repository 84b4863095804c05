"""`liftrun restore`: what a backup holds, back in the database."""

import argparse
from pathlib import Path
from typing import Any

from service.cli import database_flag
from service.cli.exit import Exit


def declare(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("restore", help="put back what `liftrun backup` wrote")
    parser.add_argument("file", type=Path, metavar="FILE", help="the backup")
    parser.add_argument("--force", action="store_true", help="lose what the database holds already")
    database_flag.declare(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Put everything back, or nothing."""
    from service.storage.backup import restore

    with database_flag.database(arguments) as database:
        restore(arguments.file, database, force=arguments.force)
        print(f"{database.address.name} holds again what {arguments.file} does.")
    return Exit.DONE
