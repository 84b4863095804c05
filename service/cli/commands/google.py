"""`liftrun google`: logs in to a Google account, logs out of it, and lists its calendars."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from service.cli.exit import Exit
from service.cli.inputs import config_flags, database_flag
from service.cli.inputs.stored_athlete import kept
from service.errors import UsageError

if TYPE_CHECKING:
    from service.config import Config
    from service.ports.consent import ConsentedAccount


def declare(commands: Any) -> None:
    """Add the `liftrun google` command with its parts login, logout and calendars."""
    parser = commands.add_parser("google", help="log in to Google, or see your calendars there")
    parts = parser.add_subparsers(metavar="PART", required=True)
    login = _declare_part(parts, "login", log_in, "let Liftrun in, by a consent in your browser")
    login.add_argument("--no-browser", action="store_true", help="print the address to open instead")
    _declare_part(parts, "logout", log_out, "give the login back and forget it")
    _declare_part(parts, "calendars", show, "list your calendars with their ids")


def _declare_part(parts: Any, name: str, run: Any, help_: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = parts.add_parser(name, help=help_)
    parser.add_argument(
        "--config", type=Path, metavar="FILE", help=f"settings; {config_flags.CONFIG} if it exists"
    )
    parser.add_argument("--debug", action="store_true", help=argparse.SUPPRESS)
    database_flag.declare(parser)
    parser.set_defaults(run=run)
    return parser


def log_in(arguments: argparse.Namespace) -> int:
    """Ask for consent in a browser, and store the login.

    Errors: LoginFailed; UsageError for a service account.
    """
    from service import bootstrap
    from service.ports.consent import Person

    config = _config(arguments.config)
    account = _account(arguments, config)
    if not account.needs_login:
        raise UsageError(reason="a service account needs no login", hint="Share your calendars with it.")
    person = Person(
        tell=lambda line: print(line, file=sys.stderr, flush=True),
        browse=_no_browser if arguments.no_browser else _browse,
        pasted=iter(sys.stdin.readline, ""),
    )
    account.log_in(config.calendars, config.targets, person, now=bootstrap.clock().now())
    print("Logged in to Google.")
    return Exit.DONE


def log_out(arguments: argparse.Namespace) -> int:
    """Revoke the login at Google and delete it here; warn when Google did not revoke it."""
    if not _account(arguments, _config(arguments.config)).log_out():
        advice = "take its access away at myaccount.google.com/permissions"
        print(f"warning: Google did not take the login back; {advice}", file=sys.stderr)
    print("Logged out of Google.")
    return Exit.DONE


def show(arguments: argparse.Namespace) -> int:
    """List the calendars of the Google account with the ids and names that a configuration may use."""
    for one in _account(arguments, _config(arguments.config)).calendars():
        print(f"{one.id}  {' '.join(one.name.split())}  ({one.leave})")
    return Exit.DONE


def _account(arguments: argparse.Namespace, config: "Config") -> "ConsentedAccount":
    from service import bootstrap

    return bootstrap.google_account(config.google, kept(arguments, config)().vault)


def _config(path: Path | None) -> "Config":
    from zoneinfo import ZoneInfo

    from service.config import default, load

    path = path or (config_flags.CONFIG if config_flags.CONFIG.exists() else None)
    # A login depends on no time of day, so any time zone will do.
    zone = ZoneInfo("UTC")
    return load(path, usual_zone=lambda: zone) if path else default(zone)


def _browse(address: str) -> bool:
    import webbrowser

    return webbrowser.open(address)


def _no_browser(_address: str) -> bool:
    return False
