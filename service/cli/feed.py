"""`liftrun feed`: the links at which calendars subscribe to an athlete's sessions."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from service.cli import choices, place
from service.cli.exit import Exit
from service.errors import UsageError

if TYPE_CHECKING:
    from service.config import Config
    from service.desk import Desk
    from service.desks import Desks
    from service.domain.token import Purpose, Token
    from service.storage.token_store import DatabaseTokenStore
    from service.usecases.open_feed import OpenFeed

    Links = dict[Purpose, OpenFeed | None]

ROLL, REVOKE = "roll", "revoke"
SCHEMA = 1


def declare(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("feed", help="show, change or end the links that calendars subscribe to")
    add = parser.add_argument
    action = f"{ROLL} makes a new link and ends the old one, {REVOKE} ends it; shown unless said"
    add("action", nargs="?", choices=(ROLL, REVOKE), metavar="ACTION", help=action)
    add("--busy", action="store_true", help="the link that tells only when you are busy")
    add("--athlete", metavar="NAME", help="whose; needless when there is only one")
    add("--qr", action="store_true", help="draw the link for the camera of a phone")
    add("--json", action="store_true", help="print JSON")
    add("--config", type=Path, metavar="FILE", help=f"settings; {choices.CONFIG} here unless said")
    place.declare(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Do with the links what is asked, and print them."""
    from service.desks import Desks
    from service.storage.token_store import DatabaseTokenStore

    path: Path = arguments.config or choices.CONFIG
    own = _own(path) if path.exists() or arguments.config else None
    with place.database(arguments, own.database if own else "") as database:
        desks = Desks(database, path, choices.machine_zone)
        desk = desks.of(_athlete(desks, arguments.athlete))
        links = _links(arguments, desk, DatabaseTokenStore(database))
        serving = (own or desk.config).serving
        base = desk.config.feed.link or serving.address
        lines = _document(desk, links, base) if arguments.json else _told(desk, links, base, arguments)
        print("\n".join(lines))
        if any(links.values()) and not (desk.config.feed.link or serving.is_address_for_others):
            print(f"note: only this machine finds {base}; see link in [feed]", file=sys.stderr)
    return Exit.DONE


def _own(path: Path) -> "Config":
    from service.config import load

    return load(path, usual_zone=choices.machine_zone)


def _athlete(desks: "Desks", named: str | None) -> str:
    names = desks.names()
    if not names:
        hint = "Write a configuration with `liftrun init`, or name one with --config."
        raise UsageError(reason="nobody is planned for yet", hint=hint)
    if named is None and len(names) > 1:
        raise UsageError(reason="there are several athletes", hint=f"Name one: --athlete {names[0]}.")
    if named is not None and named not in names:
        raise UsageError(reason=f"there is no athlete {named}", hint=f"There are: {', '.join(names)}.")
    return named or names[0]


def _links(arguments: argparse.Namespace, desk: "Desk", tokens: "DatabaseTokenStore") -> "Links":
    """The links that were asked for, as they stand when all is done."""
    from service import bootstrap
    from service.domain.token import Purpose
    from service.usecases.open_feed import FEEDS, Keyring, open_feed, revoke_feed, roll_feed

    keyring, now = Keyring(desk.athlete, tokens, desk.archive.vault), bootstrap.clock().now()
    changed = Purpose.BUSY_FEED if arguments.busy else Purpose.FEED
    if arguments.action == ROLL:
        return {changed: roll_feed(keyring, changed, now=now)}
    if arguments.action == REVOKE:
        revoke_feed(keyring, changed)
        return {changed: None}
    asked = (changed,) if arguments.busy else FEEDS
    return {purpose: open_feed(keyring, purpose, now=now) for purpose in asked}


def _told(desk: "Desk", links: "Links", base: str, arguments: argparse.Namespace) -> Iterator[str]:
    from service.domain.token import Purpose

    for purpose, link in links.items():
        of_all = purpose is Purpose.FEED
        yield "Your sessions, for your own calendar:" if of_all else "Only when you are busy, for others:"
        if link is None:
            yield f"  no link; `liftrun feed {ROLL}{'' if of_all else ' --busy'}` makes one"
            continue
        yield f"  {link.url(base)}"
        yield f"  {link.webcal(base)}"
        yield f"  {_fetched(desk, link.token)}"
        if arguments.qr:
            yield _drawn(link.webcal(base))


def _fetched(desk: "Desk", token: "Token") -> str:
    from service.domain import wording

    if token.seen_at is None:
        return "never fetched so far"
    zone = desk.config.athlete.zone
    day = wording.day(token.seen_at.astimezone(zone).date())
    times = "once" if token.uses == 1 else f"{token.uses} times"
    who = token.seen_by or "somebody who did not say who"
    return f"fetched {times}, last on {day} {wording.clock(token.seen_at, zone)} by {who}"


def _drawn(link: str) -> str:
    from io import StringIO

    import segno

    drawing = StringIO()
    segno.make_qr(link).terminal(drawing, compact=True)
    return drawing.getvalue().rstrip("\n")


def _document(desk: "Desk", links: "Links", base: str) -> Iterator[str]:
    feeds = [{"feed": purpose.value, **_facts(link, base)} for purpose, link in links.items()]
    yield json.dumps({"schema": SCHEMA, "athlete": desk.athlete, "feeds": feeds}, indent=2)


def _facts(link: "OpenFeed | None", base: str) -> dict[str, Any]:
    if link is None:
        return {"url": None}
    token = link.token
    return {
        "url": link.url(base),
        "webcal": link.webcal(base),
        "made_at": token.made_at.isoformat(),
        "fetched_at": token.seen_at.isoformat() if token.seen_at else None,
        "fetched_by": token.seen_by or None,
        "fetches": token.uses,
    }
