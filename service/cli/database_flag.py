"""Which database a command works on: the one named, or the usual one."""

import argparse
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.storage.database import Database

VARIABLE = "LIFTRUN_DATABASE"


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the flag that names it."""
    help_ = f"file or PostgreSQL address; the usual place unless said, here or by {VARIABLE}"
    parser.add_argument("--database", metavar="PLACE", help=help_)


def database(arguments: argparse.Namespace, config_place: str = "") -> "Database":
    """The database, open."""
    from service.storage.database import Database

    return Database.at(named(arguments, config_place))


def is_there(arguments: argparse.Namespace, config_place: str = "") -> bool:
    """Whether there is one, without making it; a server is taken to have it."""
    from service.storage.address import Address

    file = Address.of(named(arguments, config_place)).file
    return file is None or file.exists()


def named(arguments: argparse.Namespace, config_place: str = "") -> str:
    """Where it is: of the flag, else the environment, else the configuration, else the usual place."""
    from service.storage.address import usual_place

    return arguments.database or os.environ.get(VARIABLE) or config_place or str(usual_place())
