"""Who is asking, and whose desk that opens."""

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
from service.web.access.guard import brings_key
from service.web.access.origin import is_local
from service.web.service import Service, service_of

if TYPE_CHECKING:
    from service.web.access.limit import Limit

KNOWN = "liftrun.known"


class By(StrEnum):
    """What tells who somebody is."""

    BEING_HERE = "being-here"
    SESSION = "session"
    KEY = "key"


@dataclass(frozen=True)
class Visitor:
    """An athlete, and how they were known."""

    athlete: str
    by: By


def visitor_of(request: Request) -> Visitor | None:
    """Who is asking, None for nobody we know.

    Shape: who brings a key is known by it alone; a session comes next; the only athlete of a service
    needs neither on the machine it runs on.
    """
    service = service_of(request)
    if brings_key(request):
        return _by_key(request)
    return _by_session(request, service) or _by_being_here(request, service)


def visitor_here(request: Request) -> Visitor:
    """Who is asking; everybody else is refused."""
    visitor = visitor_of(request)
    if visitor is None:
        raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
    request.scope[KNOWN] = True
    request.state.athlete = visitor.athlete
    return visitor


def is_known(request: Request) -> bool:
    """Whether it turned out on the way who is asking."""
    return KNOWN in request.scope


VisitorHere = Annotated[Visitor, Depends(visitor_here)]


def context_here(request: Request, visitor: VisitorHere) -> AthleteContext:
    """The desk of the athlete who is asking."""
    return service_of(request).directory.of(visitor.athlete)


ContextHere = Annotated[AthleteContext, Depends(context_here)]


def link_with(request: Request, secret: str) -> Token | None:
    """The sign-in link with this secret, None when there is none; refused after too many that were none."""
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


def _by_being_here(request: Request, service: Service) -> Visitor | None:
    if not is_local(request) or service.directory.is_of_several:
        return None
    return next((Visitor(name, By.BEING_HERE) for name in service.directory.names()), None)


def browser(request: Request) -> str:
    """What it calls itself, as much of it as is worth keeping."""
    return request.headers.get("user-agent", "")[:200]
