"""`liftrun feed`: prints, renews or revokes the links by which calendars subscribe to an athlete's feeds."""

import argparse
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from service.cli.exit import Exit
from service.cli.inputs import service_context
from service.cli.inputs.service_context import opened

if TYPE_CHECKING:
    from service.athletes.context import AthleteContext
    from service.cli.inputs.service_context import OpenService
    from service.domain.token import Purpose, Token
    from service.usecases.credentials.feed_links import FeedLink

    Links = dict[Purpose, FeedLink | None]

ROLL, REVOKE = "roll", "revoke"
SCHEMA = 1


def declare(commands: Any) -> None:
    """Add the `liftrun feed` command and its flags."""
    parser = commands.add_parser("feed", help="show, change or end the links that calendars subscribe to")
    add = parser.add_argument
    action = f"{ROLL} makes a new link and ends the old one, {REVOKE} ends it; shown unless said"
    add("action", nargs="?", choices=(ROLL, REVOKE), metavar="ACTION", help=action)
    add("--busy", action="store_true", help="the link that tells only when you are busy")
    add("--athlete", metavar="NAME", help="whose; needless when there is only one")
    add("--qr", action="store_true", help="draw the link for the camera of a phone")
    add("--json", action="store_true", help="print JSON")
    service_context.declare(parser, "--config")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Renew or revoke links if the action says so, then print them.

    Errors: UsageError, ConfigurationError, VaultLocked.
    """
    with opened(arguments) as service:
        context = service.context(arguments.athlete, asked="liftrun feed --athlete")
        links = _links(arguments, service, context)
        base = context.config.feed.link or service.address
        lines = _document(context, links, base) if arguments.json else _told(context, links, base, arguments)
        print("\n".join(lines))
        if any(links.values()) and not service.is_reachable_from_elsewhere(base):
            print(f"note: only this machine finds {base}; see link in [feed]", file=sys.stderr)
    return Exit.DONE


def _links(arguments: argparse.Namespace, service: "OpenService", context: "AthleteContext") -> "Links":
    """The requested feed links after the action; None for a revoked one."""
    from service.domain.token import Purpose
    from service.usecases.credentials.feed_links import (
        FEEDS,
        Keyring,
        feed_link,
        revoke_feed_link,
        roll_feed_link,
    )

    keyring, now = Keyring(context.athlete, service.tokens, context.archive.vault), service.now
    changed = Purpose.BUSY_FEED if arguments.busy else Purpose.FEED
    if arguments.action == ROLL:
        return {changed: roll_feed_link(keyring, changed, now=now)}
    if arguments.action == REVOKE:
        revoke_feed_link(keyring, changed)
        return {changed: None}
    asked = (changed,) if arguments.busy else FEEDS
    return {purpose: feed_link(keyring, purpose, now=now) for purpose in asked}


def _told(
    context: "AthleteContext", links: "Links", base: str, arguments: argparse.Namespace
) -> Iterator[str]:
    from service.domain.token import Purpose

    for purpose, link in links.items():
        of_all = purpose is Purpose.FEED
        yield "Your sessions, for your own calendar:" if of_all else "Only when you are busy, for others:"
        if link is None:
            yield f"  no link; `liftrun feed {ROLL}{'' if of_all else ' --busy'}` makes one"
            continue
        yield f"  {link.url(base)}"
        yield f"  {link.webcal(base)}"
        yield f"  {_fetched(context, link.token)}"
        if arguments.qr:
            yield _drawn(link.webcal(base))


def _fetched(context: "AthleteContext", token: "Token") -> str:
    from service.domain import wording

    if token.seen_at is None:
        return "never fetched so far"
    zone = context.config.athlete.zone
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


def _document(context: "AthleteContext", links: "Links", base: str) -> Iterator[str]:
    feeds = [{"feed": purpose.value, **_facts(link, base)} for purpose, link in links.items()]
    yield json.dumps({"schema": SCHEMA, "athlete": context.athlete, "feeds": feeds}, indent=2)


def _facts(link: "FeedLink | None", base: str) -> dict[str, Any]:
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
