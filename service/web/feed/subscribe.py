"""The page with the links that calendar apps subscribe to, where an athlete renews or ends them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from service.config.serving import is_loopback
from service.domain import wording
from service.domain.token import Purpose
from service.usecases.credentials.feed_links import (
    FEEDS,
    FeedLink,
    Keyring,
    feed_link,
    revoke_feed_link,
    roll_feed_link,
)
from service.web.access.origin import host, is_https
from service.web.access.visitor import ContextHere
from service.web.feed.qr import qr_svg
from service.web.render import page
from service.web.service import ServiceHere

if TYPE_CHECKING:
    from service.athletes.context import AthleteContext
    from service.web.service import Service

router = APIRouter(include_in_schema=False)

PAGE = "/subscribe"


@dataclass(frozen=True)
class Link:
    """One feed link as the page shows it.

    Shape: after the link was ended, only `feed` and `is_busy` are set. `picture` is empty when no phone could
    use the link. `fetched` says when and by which app the feed was last fetched.
    """

    feed: str
    is_busy: bool
    url: str = ""
    webcal: str = ""
    picture: Markup | str = ""
    fetched: str = ""


@router.get(PAGE)
def show(request: Request, context: ContextHere, service: ServiceHere) -> Response:
    """Shows the feed links; the first visit creates them."""
    # A fetch of a moment ago must show on this page, and a new link must work at once.
    service.feed_cache.settle()
    service.feed_cache.invalidate()
    base = context.config.feed.link or f"{'https' if is_https(request) else 'http'}://{host(request)}"
    is_only_here = _is_only_here(base)
    links = tuple(_links(context, service, base, is_pictured=not is_only_here))
    return page(request, "subscribe.html", links=links, is_only_here=is_only_here)


@router.post(f"{PAGE}/{{action}}")
def change(
    context: ContextHere,
    service: ServiceHere,
    action: Literal["roll", "revoke"],
    feed: Annotated[Literal["feed", "busy-feed"], Form()],
) -> Response:
    """Replaces a feed link by a new one, or ends it."""
    keyring, purpose = _keyring(context, service), Purpose(feed)
    if action == "roll":
        roll_feed_link(keyring, purpose, now=service.clock.now())
    else:
        revoke_feed_link(keyring, purpose)
    service.feed_cache.invalidate()
    return RedirectResponse(f"{PAGE}#{feed}", status_code=303)


def _keyring(context: "AthleteContext", service: "Service") -> Keyring:
    return Keyring(context.athlete, service.tokens, context.archive.vault)


def _links(context: "AthleteContext", service: "Service", base: str, *, is_pictured: bool) -> Iterator[Link]:
    for purpose in FEEDS:
        found = feed_link(_keyring(context, service), purpose, now=service.clock.now())
        is_busy = purpose is Purpose.BUSY_FEED
        if found is None:
            yield Link(purpose.value, is_busy)
            continue
        url, webcal = found.url(base), found.webcal(base)
        # A phone would look for an address such as localhost on itself.
        picture = qr_svg(webcal) if is_pictured else ""
        yield Link(purpose.value, is_busy, url, webcal, picture, _fetched(found, context))


def _fetched(found: FeedLink, context: "AthleteContext") -> str:
    token = found.token
    if token.seen_at is None:
        return ""
    zone = context.config.athlete.zone
    day = wording.day(token.seen_at.astimezone(zone).date())
    return f"{day} {wording.clock(token.seen_at, zone)}" + (f" by {token.seen_by}" if token.seen_by else "")


def _is_only_here(base: str) -> bool:
    """Whether only this machine can reach that address."""
    return is_loopback(urlsplit(base).hostname or "")
