"""The `--database` flag, and the database that a command opens."""

import argparse
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.storage.database import Database

VARIABLE = "LIFTRUN_DATABASE"


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the `--database` flag."""
    help_ = f"file or PostgreSQL address; the usual place unless said, here or by {VARIABLE}"
    parser.add_argument("--database", metavar="PLACE", help=help_)


def database(
    arguments: argparse.Namespace,
    config_place: str = "",
    *,
    may_be_new: bool = True,
    beside_copies: bool = False,
) -> "Database":
    """Open the database; a missing file is created, unless it may not be new.

    Shape: with `beside_copies` a new or empty file beside daily copies is meant.
    Errors: StorageUnusable.
    """
    from service.storage.address import Address
    from service.storage.database import Database

    address = Address.of(place_of_database(arguments, config_place))
    return Database(address, may_be_new=may_be_new, beside_copies=beside_copies)


def database_exists(arguments: argparse.Namespace, config_place: str = "") -> bool:
    """Whether the database exists, without creating it; a database on a server counts as existing.

    Errors: StorageUnusable for an invalid address.
    """
    from service.storage.address import Address

    file = Address.of(place_of_database(arguments, config_place)).file
    return file is None or file.exists()


def place_of_database(arguments: argparse.Namespace, config_place: str = "") -> str:
    """The database's path or address: from the flag, the environment, the configuration, or the default."""
    from service.storage.address import usual_place

    return arguments.database or os.environ.get(VARIABLE) or config_place or str(usual_place())
