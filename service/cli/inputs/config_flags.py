"""Reads the configuration a command works with: the file first, then the flags that override it."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from service.cli.inputs import database_flag
from service.errors import UsageError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from service.config import Config

T = TypeVar("T")

CONFIG = Path("config.toml")


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the flags of every command that reads calendars."""
    add = parser.add_argument
    add("--config", type=Path, metavar="FILE", help=f"settings; {CONFIG} here if there is one")
    add(
        "--busy", action="append", default=[], metavar="SRC", help="one more calendar: file, URL, - for stdin"
    )
    add("--timezone", metavar="ZONE", help="your time zone, such as Europe/Berlin")
    add("--me", action="append", default=[], metavar="MAIL", help="your address: what it declined is free")
    add("--ignore-unreadable", action="store_true", help="go on without calendars that cannot be read")
    database_flag.declare(parser)


def configuration(arguments: argparse.Namespace) -> "Config":
    """The configuration for these arguments; a file is needed only when `--config` names one.

    Errors: ConfigurationError for the file, UsageError for a flag.
    """
    from service.config import default, load, notation, with_choices

    zone = flag("--timezone", notation.zone, arguments.timezone)
    path = arguments.config or (CONFIG if CONFIG.exists() else None)
    if path:
        config = load(path, usual_zone=lambda: zone or machine_zone())
    else:
        config = default(zone or machine_zone())
    try:
        return with_choices(config, zone=zone, busy=arguments.busy, me=arguments.me)
    except ValueError as error:
        raise UsageError(reason=f"--busy: {error}") from error


def flag(name: str, read: Callable[[str], T], text: str | None) -> T | None:
    """Parse the text of a flag with `read`; None when the flag was not given.

    Errors: UsageError with the sentence of the ValueError that `read` raises.
    """
    if text is None:
        return None
    try:
        return read(text)
    except ValueError as error:
        raise UsageError(reason=f"{name}: {error}") from error


def machine_zone() -> "ZoneInfo":
    """The machine's time zone; if it has none, UTC, with a warning on stderr."""
    from zoneinfo import ZoneInfo

    from service import bootstrap

    zone = bootstrap.machine_zone()
    if zone is None:
        named = os.environ.get("TZ")
        said = f"TZ={named} is no time zone that is known" if named else "this machine names no time zone"
        print(f"warning: {' '.join(said.split())}, so hours are UTC; see --timezone", file=sys.stderr)
    return zone or ZoneInfo("UTC")
