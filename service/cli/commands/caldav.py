"""`liftrun caldav`: logs in to a CalDAV account, logs out of it, and lists its calendars."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from service.cli.exit import Exit
from service.cli.inputs import config_flags, database_flag
from service.cli.inputs.stored_athlete import kept
from service.errors import LoginFailed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from service.config import Config
    from service.ports.calendar_account import CalendarAccount, CalendarListed


def declare(commands: Any) -> None:
    """Add the `liftrun caldav` command with its parts login, logout and calendars."""
    parser = commands.add_parser("caldav", help="log in to a CalDAV account, or see its calendars")
    parts = parser.add_subparsers(metavar="PART", required=True)
    _declare_part(parts, "login", log_in, "keep the password or token of an account, once it is proven")
    _declare_part(parts, "logout", log_out, "forget it")
    _declare_part(parts, "calendars", show, "list the calendars of an account")


def _declare_part(parts: Any, name: str, run: Any, help_: str) -> None:
    parser = parts.add_parser(name, help=help_)
    parser.add_argument("url", metavar="URL", help="the server's address, or a calendar's own")
    parser.add_argument("--user", default="", metavar="NAME", help="who you are there; none with a token")
    parser.add_argument(
        "--config", type=Path, metavar="FILE", help=f"settings; {config_flags.CONFIG} if it exists"
    )
    parser.add_argument("--debug", action="store_true", help=argparse.SUPPRESS)
    database_flag.declare(parser)
    parser.set_defaults(run=run)


def log_in(arguments: argparse.Namespace) -> int:
    """Ask for the password or token, try it at the server, store it, and list the account's calendars.

    Errors: LoginFailed.
    """
    account = _account(arguments)
    found = account.log_in(_secret(arguments.user))
    print(f"Logged in{f' as {arguments.user}' if arguments.user else ''}.")
    _list(found)
    return Exit.DONE


def log_out(arguments: argparse.Namespace) -> int:
    """Delete the stored password or token of the account."""
    known = _account(arguments).log_out()
    print("Logged out: the password is forgotten." if known else "There was no login to forget.")
    return Exit.DONE


def show(arguments: argparse.Namespace) -> int:
    """List the calendars of the CalDAV account with the names and paths that a configuration may use."""
    _list(_account(arguments).calendars())
    return Exit.DONE


def _account(arguments: argparse.Namespace) -> "CalendarAccount":
    from service import bootstrap

    config = _config(arguments.config)
    vault = kept(arguments, config)().vault
    return bootstrap.caldav_account(
        arguments.url, user=arguments.user, allow_hosts=config.allow_hosts, vault=vault
    )


def _config(path: Path | None) -> "Config":
    from zoneinfo import ZoneInfo

    from service.config import default, load

    path = path or (config_flags.CONFIG if config_flags.CONFIG.exists() else None)
    # A login depends on no time of day, so any time zone will do.
    zone = ZoneInfo("UTC")
    return load(path, usual_zone=lambda: zone) if path else default(zone)


def _secret(user: str) -> str:
    """Read the password or token: hidden on a terminal, otherwise as one line of standard input.

    Errors: LoginFailed when it is empty.
    """
    if sys.stdin.isatty():
        import getpass

        secret = getpass.getpass("Password: " if user else "Token: ")
    else:
        secret = sys.stdin.readline().rstrip("\r\n")
    if not secret:
        raise LoginFailed(
            name="The account", reason="no password was given", hint="Type it, or pipe one line."
        )
    return secret


def _list(calendars: "Iterable[CalendarListed]") -> None:
    lines = [f"{one.name}  {one.path}{'' if one.writable else '  (only to read)'}" for one in calendars]
    print("\n".join(lines) or "There is no calendar of events in it yet.")
