"""`liftrun backup` and `liftrun restore`: copy the whole database to one file, and back."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from service.cli.exit import Exit
from service.cli.inputs import database_flag


def declare(commands: Any) -> None:
    """Add the `liftrun backup` and `liftrun restore` commands."""
    _declare(
        commands.add_parser("backup", help="copy all that Liftrun remembers into one file"),
        file="the file to write",
        force="write over a file that is there already",
        run=_back_up,
    )
    _declare(
        commands.add_parser("restore", help="put back what `liftrun backup` wrote"),
        file="the backup",
        force="lose what the database holds already",
        run=_restore,
    )


def _declare(
    parser: argparse.ArgumentParser, *, file: str, force: str, run: Callable[[argparse.Namespace], int]
) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=file)
    parser.add_argument("--force", action="store_true", help=force)
    database_flag.declare(parser)
    parser.set_defaults(run=run)


def _back_up(arguments: argparse.Namespace) -> int:
    """Write the backup, and say that the key to its secrets is not in it."""
    from service.storage.backup import backup

    with database_flag.database(arguments) as database:
        backup(database, arguments.file, force=arguments.force)
        print(f"Wrote {arguments.file}, a copy of {database.address.name}.")
    print("The key to the secrets in it is not in it: keep a copy of that elsewhere.")
    return Exit.DONE


def _restore(arguments: argparse.Namespace) -> int:
    """Replace the content of the database with a backup, all of it or nothing."""
    from service.storage.backup import restore

    with database_flag.database(arguments) as database:
        restore(arguments.file, database, force=arguments.force)
        print(f"{database.address.name} holds again what {arguments.file} does.")
    return Exit.DONE
