"""`liftrun athlete`: adds, lists and removes the athletes of one service, and prints their sign-in links."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from service.cli.commands import init
from service.cli.exit import Exit
from service.cli.inputs import config_flags, service_context
from service.cli.inputs.service_context import opened
from service.errors import SyncRefused, UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from service.athletes.context import AthleteContext
    from service.cli.inputs.service_context import OpenService

SCHEMA = 1
CONFIG = "--config"


def declare(commands: Any) -> None:
    """Add the `liftrun athlete` command with its parts add, list, file, remove and link."""
    parser = commands["athlete"]
    parts = parser.add_subparsers(metavar="PART", required=True)
    add = _part(parts, "add", add_athlete, "plan for one more")
    add.add_argument("name", metavar="NAME", help="what to call them; letters, digits and @ . - _")
    add.add_argument(CONFIG, type=Path, metavar="FILE", help="their settings; a new file unless said")
    init.declare_answers(add)
    service_context.declare(add)
    shown = _part(parts, "list", show, "list all, and when they were here last")
    shown.add_argument("--json", action="store_true", help="print it as JSON")
    service_context.declare(shown, CONFIG)
    moved = _part(
        parts, "file", change_file, "have one planned for by another file, as after a restore elsewhere"
    )
    moved.add_argument("name", metavar="NAME", help="whom")
    moved.add_argument("file", type=Path, metavar="FILE", help="their settings from now on")
    service_context.declare(moved, CONFIG)
    removed = _part(parts, "remove", remove, "forget one, with all that is kept of them")
    removed.add_argument("name", metavar="NAME", help="whom")
    removed.add_argument("--force", action="store_true", help="do not ask")
    service_context.declare(removed, CONFIG)
    link = _part(parts, "link", give_link, "print the link by which one signs in from another machine")
    link.add_argument("name", nargs="?", metavar="NAME", help="whose; needless when there is only one")
    link.add_argument("--roll", action="store_true", help="a new link: the old one and all sign-ins end")
    service_context.declare(link, CONFIG)


def _part(
    parts: Any, name: str, run: Callable[[argparse.Namespace], int], help_: str
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = parts.add_parser(name, help=help_)
    parser.set_defaults(run=run)
    parser.add_argument("--debug", action="store_true", help=argparse.SUPPRESS)
    return parser


def add_athlete(arguments: argparse.Namespace) -> int:
    """Add an athlete to the service, and print their sign-in link and feed links.

    Errors: UsageError, ConfigurationError, VaultLocked.
    """
    from service.cli.inputs.enrolment import enrol

    with opened(arguments) as service:
        name, file = enrol(arguments, service)
        context = service.directory.of(name)
        print(f"Added {name}, planned for by {file}.")
        print("\n".join(_links(service, context)))
    return Exit.DONE


def show(arguments: argparse.Namespace) -> int:
    """List every athlete with their configuration file and their latest sign-in."""
    with opened(arguments) as service:
        found = list(_athlete_rows(service))
        if arguments.json:
            print(json.dumps({"schema": SCHEMA, "athletes": found}, indent=2))
        else:
            print("\n".join(map(_line, found)) or "Nobody is planned for yet.")
    return Exit.DONE


def change_file(arguments: argparse.Namespace) -> int:
    """Plan for an enrolled athlete by another configuration file.

    Errors: UsageError for an unknown athlete; ConfigurationError for a file that is not valid.
    """
    from dataclasses import replace

    from service.config import load

    with opened(arguments) as service:
        enrolled = {each.name: each for each in service.directory.roster.every()}.get(arguments.name)
        if enrolled is None:
            hint = "`liftrun athlete list` names them."
            raise UsageError(reason=f"{arguments.name} is not on the roster", hint=hint)
        load(arguments.file, usual_zone=config_flags.machine_zone)
        service.directory.roster.enrol(replace(enrolled, config=arguments.file.resolve()))
        print(f"{arguments.name} is planned for by {arguments.file.resolve()}.")
    return Exit.DONE


def remove(arguments: argparse.Namespace) -> int:
    """Remove one athlete and everything stored of them; ask first, unless `--force` is given.

    Errors: UsageError for an athlete who cannot be removed; SyncRefused when nobody confirms, or while
    another run holds the athlete's lock.
    """
    from service.athletes.context import LOCK_TIMEOUT

    with opened(arguments) as service:
        file = _file(service, arguments.name)
        if not arguments.force:
            _confirm(arguments.name)
        # Under the athlete's lock: a run in progress would store their data again after the removal.
        with service.directory.database.athlete_lock(arguments.name, wait=LOCK_TIMEOUT):
            service.directory.roster.strike(arguments.name)
        print(f"Removed {arguments.name}: their plans, log, secrets and links are gone.")
        print(f"{file} is still there, and so is what stands in calendars that were written to.")
        left = "" if service.directory.has_roster else ", ".join(service.directory.names())
        if left:
            print(f"note: the service plans for {left} alone again, by its own settings", file=sys.stderr)
    return Exit.DONE


def give_link(arguments: argparse.Namespace) -> int:
    """Print an athlete's sign-in link; with `--roll` a new one, which ends the old link and every sign-in.

    Errors: UsageError, VaultLocked.
    """
    with opened(arguments) as service:
        context = service.context(arguments.name, asked="liftrun athlete link")
        print(service.sign_in(context, is_new=arguments.roll))
        if arguments.roll:
            print("The old link and every sign-in have ended.", file=sys.stderr)
        print("Whoever has this link can sign in: give it to nobody else.", file=sys.stderr)
    return Exit.DONE


def _links(service: "OpenService", context: "AthleteContext") -> Iterator[str]:
    """Yield a line for the athlete's sign-in link and for each of their feed links."""
    from service.usecases.credentials.feed_links import FEEDS, Keyring, feed_link

    yield f"Sign in:    {service.sign_in(context)}"
    keyring = Keyring(context.athlete, service.tokens, context.archive.vault)
    for label, purpose in zip(("Subscribe:", "Busy only:"), FEEDS, strict=True):
        feed = feed_link(keyring, purpose, now=service.now)
        if feed:
            yield f"{label}  {feed.url(service.address)}"


def _athlete_rows(service: "OpenService") -> Iterator[dict[str, Any]]:
    enrolled = {each.name: each for each in service.directory.roster.every()}
    for name in service.directory.names():
        used = [session.seen_at or session.made_at for session in _sessions(service, name)]
        yield {
            "name": name,
            "config": str(enrolled[name].config if enrolled else service.directory.config.resolve()),
            "since": _written(enrolled[name].since) if enrolled else None,
            "sign_ins": len(used),
            "last_seen": _written(max(used)) if used else None,
        }


def _sessions(service: "OpenService", name: str) -> Iterator[Any]:
    from service.domain.token import Purpose
    from service.usecases.credentials.sign_in import is_valid_session

    return (
        each for each in service.tokens.of(name, Purpose.SESSION) if is_valid_session(each, now=service.now)
    )


def _line(found: dict[str, Any]) -> str:
    devices = f"signed in on {found['sign_ins']}, last {found['last_seen'][:10]}" if found["sign_ins"] else ""
    return "  ".join(filter(None, (found["name"], found["config"], devices)))


def _written(moment: "datetime") -> str:
    return moment.isoformat(timespec="seconds")


def _file(service: "OpenService", name: str) -> Path:
    """The configuration file of an athlete who can be removed.

    Errors: UsageError for an unknown athlete, and for the one of the service's own configuration.
    """
    for enrolled in service.directory.roster.every():
        if enrolled.name == name:
            return enrolled.config
    if name in service.directory.names():
        hint = "Remove that file, or name another with `liftrun serve --config`."
        raise UsageError(reason=f"{name} is whom {service.directory.config} speaks of", hint=hint)
    raise UsageError(reason=f"there is no athlete {name}", hint="`liftrun athlete list` names them.")


def _confirm(name: str) -> None:
    """Ask for confirmation on a terminal; without a terminal, refuse.

    Errors: SyncRefused without a confirmation.
    """
    from service.cli.prompt import ask

    said = "no"
    if sys.stdin.isatty():
        said = ask(f"Forget all plans, the log and the secrets of {name}?", _yes_or_no, usual="no")
    if said != "yes":
        raise SyncRefused(name=name, reason="all that is kept of them would be lost")


def _yes_or_no(text: str) -> str:
    for answer in ("yes", "no"):
        if text and answer.startswith(text.casefold()):
            return answer
    raise ValueError("should be yes or no")
