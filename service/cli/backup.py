"""`liftrun backup`: a copy of all that Liftrun remembers, in one file."""

import argparse
from pathlib import Path
from typing import Any

from service.cli import database_flag
from service.cli.exit import Exit


def declare(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("backup", help="copy all that Liftrun remembers into one file")
    parser.add_argument("file", type=Path, metavar="FILE", help="the file to write")
    parser.add_argument("--force", action="store_true", help="write over a file that is there already")
    database_flag.declare(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the copy, and say what is not in it."""
    from service.storage.backup import backup

    with database_flag.database(arguments) as database:
        backup(database, arguments.file, force=arguments.force)
        print(f"Wrote {arguments.file}, a copy of {database.address.name}.")
    print("The key to the secrets in it is not in it: keep a copy of that elsewhere.")
    return Exit.DONE
