"""Identifies the athlete who sends a request, and opens their context."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from service.athletes.context import AthleteContext
from service.domain.token import Token
from service.usecases.credentials import sign_in
from service.web.access import cookie
from service.web.access.client_address import client_address
from service.web.access.guard import has_bearer_key
from service.web.access.origin import is_local
from service.web.service import Service, service_of

if TYPE_CHECKING:
    from service.web.access.limit import Limit

KNOWN = "liftrun.known"


class By(StrEnum):
    """How a visitor was identified."""

    LOCAL = "being-here"
    SESSION = "session"
    KEY = "key"


@dataclass(frozen=True)
class Visitor:
    """An athlete, and how they were identified."""

    athlete: str
    by: By


def visitor_of(request: Request) -> Visitor | None:
    """The athlete who sends a request; None when they cannot be identified.

    Shape: a key in the request decides alone. Without one, the sign-in session decides. The only athlete of
    a service needs neither on the machine where it runs.
    Errors: HTTPException 429 after too many wrong keys.
    """
    service = service_of(request)
    if has_bearer_key(request):
        return _by_key(request)
    return _by_session(request, service) or _by_local(request, service)


def visitor_here(request: Request) -> Visitor:
    """The athlete who sends a request, for routes that need one.

    Errors: HTTPException 401 when they cannot be identified, 429 after too many wrong keys.
    """
    visitor = visitor_of(request)
    if visitor is None:
        raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
    request.scope[KNOWN] = True
    request.state.athlete = visitor.athlete
    return visitor


def is_known(request: Request) -> bool:
    """Whether the athlete who sends this request has been identified."""
    return KNOWN in request.scope


VisitorHere = Annotated[Visitor, Depends(visitor_here)]


def context_here(request: Request, visitor: VisitorHere) -> AthleteContext:
    """The context of the athlete who sends the request."""
    return service_of(request).directory.of(visitor.athlete)


ContextHere = Annotated[AthleteContext, Depends(context_here)]


def link_with(request: Request, secret: str) -> Token | None:
    """The sign-in link with this secret; None when there is none.

    Errors: HTTPException 429 after too many wrong secrets from one client.
    """
    service = service_of(request)
    link = sign_in.link_with(secret, service.tokens)
    if link and link.athlete in service.directory.names():
        return link
    limit: Limit = request.app.state.wrong_keys
    if not limit.take(client_address(request, service.serving)):
        raise HTTPException(429, headers={"Retry-After": str(int(limit.within.total_seconds()))})
    return None


def _by_key(request: Request) -> Visitor | None:
    link = link_with(request, request.headers["authorization"].partition(" ")[2].strip())
    return Visitor(link.athlete, By.KEY) if link else None


def _by_session(request: Request, service: Service) -> Visitor | None:
    secret, now = cookie.session(request), service.clock.now()
    session = sign_in.session_of(secret, service.tokens, now=now) if secret else None
    if session is None or session.athlete not in service.directory.names():
        return None
    if sign_in.is_to_be_noted(session, now=now):
        service.tokens.seen(session.digest, at=now, by=browser(request))
        cookie.begin_session(request, secret, lasts=sign_in.UNUSED)
    return Visitor(session.athlete, By.SESSION)


def _by_local(request: Request, service: Service) -> Visitor | None:
    if not is_local(request) or service.directory.has_several_athletes:
        return None
    return next((Visitor(name, By.LOCAL) for name in service.directory.names()), None)


def browser(request: Request) -> str:
    """The browser's name for itself, cut to a length worth storing."""
    return request.headers.get("user-agent", "")[:200]
