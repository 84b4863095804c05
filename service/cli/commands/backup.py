"""`liftrun backup` and `liftrun restore`: copy the whole database to one file, and back."""

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from service.cli.exit import Exit
from service.cli.inputs import config_flags, database_flag

if TYPE_CHECKING:
    from service.storage.database import Database


def declare(commands: Any) -> None:
    """Add the `liftrun backup` and `liftrun restore` commands."""
    _declare(
        commands["backup"],
        file="the file to write",
        force="write over a file that is there already",
        run=_back_up,
    )
    _declare(
        commands["restore"],
        file="the backup",
        force="lose what the database holds already",
        run=_restore,
    )


def _declare(
    parser: argparse.ArgumentParser, *, file: str, force: str, run: Callable[[argparse.Namespace], int]
) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=file)
    parser.add_argument("--force", action="store_true", help=force)
    help_ = f"the settings that name the database; {config_flags.CONFIG} here if there is one"
    parser.add_argument("--config", type=Path, metavar="FILE", help=help_)
    database_flag.declare(parser)
    parser.set_defaults(run=run)


def _back_up(arguments: argparse.Namespace) -> int:
    """Write the backup, and say that the key to its secrets is not in it."""
    from service.storage.backup import backup

    place = _configured(arguments)
    with database_flag.database(arguments, place, may_be_new=False) as database:
        backup(database, arguments.file, force=arguments.force)
        print(f"Wrote {arguments.file}, a copy of {database.address.name}.")
    print("The key to the secrets in it is not in it: keep a copy of that elsewhere.")
    return Exit.DONE


def _restore(arguments: argparse.Namespace) -> int:
    """Replace the content of the database with a backup, all of it or nothing."""
    from service.storage.backup import restore

    with database_flag.database(arguments, _configured(arguments), beside_copies=True) as database:
        restore(arguments.file, database, force=arguments.force)
        print(f"{database.address.name} holds again what {arguments.file} does.")
        for line in _lost_files(database, _config_file(arguments)):
            print(line, file=sys.stderr)
    return Exit.DONE


def _config_file(arguments: argparse.Namespace) -> Path:
    path: Path = arguments.config or config_flags.CONFIG
    return path


def _configured(arguments: argparse.Namespace) -> str:
    """The database that the configuration names, unless a flag names one; empty without a configuration.

    Errors: ConfigurationError.
    """
    from service.config import load

    path = _config_file(arguments)
    if arguments.database or not (arguments.config or path.exists()):
        return ""
    return load(path, usual_zone=config_flags.machine_zone).database


def _lost_files(database: "Database", config: Path) -> Iterator[str]:
    """A warning for each athlete whose configuration file is not on this machine."""
    from service.storage.stores.roster import DatabaseRoster

    for enrolled in DatabaseRoster(database, config.resolve().parent).every():
        if not enrolled.config.exists():
            yield f"warning: {enrolled.name} is planned for by {enrolled.config}, which is not there"
            yield f"hint: put it there, or name another: `liftrun athlete file {enrolled.name} FILE`"
