"""Opens the archive of the athlete whose configuration a command works with."""

import argparse
from functools import cache
from typing import TYPE_CHECKING

from service.cli.inputs import database_flag

if TYPE_CHECKING:
    from collections.abc import Callable

    from service.config import Config
    from service.storage.archive import Archive


def kept(arguments: argparse.Namespace, config: "Config") -> "Callable[[], Archive]":
    """A function that opens the athlete's archive when it is first called, and then returns the same one.

    Errors: StorageUnusable, from calling the function.
    """

    @cache
    def archive() -> "Archive":
        from service.storage.archive import Archive

        return Archive(database_flag.database(arguments, config.database), config.athlete.id)

    return archive
