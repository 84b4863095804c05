"""The two cookies of ours: the one that says who is signed in, and the one that ties forms to a browser."""

import hashlib
import hmac
import secrets
from datetime import timedelta

from fastapi import Request
from starlette.responses import Response

from service.web.access.origin import is_https

SESSION, VISIT = "liftrun", "liftrun-visit"
TO_SET = "liftrun.cookies"
"""Where in a request's scope the Set-Cookie lines wait for whatever answers it."""


def session(request: Request) -> str:
    """The secret of the session that the browser brought, empty for none."""
    return request.cookies.get(_name(request, SESSION), "")


def begin_session(request: Request, secret: str, *, lasts: timedelta) -> None:
    """Have the browser keep the session."""
    _set(request, SESSION, secret, lasts=lasts)


def end_session(request: Request) -> None:
    """Have the browser forget the session."""
    _set(request, SESSION, "", lasts=timedelta())


def csrf(request: Request) -> str:
    """What a form of ours bears, so that it is known from a form of somebody else's.

    Shape: it follows from the session or, without one, from a cookie that is then set: who cannot read
    this browser's cookies cannot say it.
    """
    return _proof(session(request) or _visit(request))


def is_csrf(request: Request, text: str) -> bool:
    """Whether this is what a form of ours bears in this browser."""
    bond = session(request) or request.cookies.get(_name(request, VISIT), "")
    return bool(bond) and hmac.compare_digest(_proof(bond).encode(), text.encode(errors="surrogatepass"))


def brings_any(request: Request) -> bool:
    """Whether the browser brought a cookie of ours."""
    return bool(session(request) or request.cookies.get(_name(request, VISIT)))


def _visit(request: Request) -> str:
    found: str = request.cookies.get(_name(request, VISIT)) or request.scope.get(VISIT, "")
    if not found:
        found = request.scope[VISIT] = secrets.token_urlsafe()
        _set(request, VISIT, found, lasts=None)
    return found


def _proof(bond: str) -> str:
    return hmac.new(bond.encode(errors="surrogatepass"), b"csrf", hashlib.sha256).hexdigest()


def _name(request: Request, name: str) -> str:
    # A browser takes this prefix from our own host alone, and over TLS only.
    return f"__Host-{name}" if is_https(request) else name


def _set(request: Request, name: str, value: str, *, lasts: timedelta | None) -> None:
    made = Response()
    made.set_cookie(
        _name(request, name),
        value,
        max_age=None if lasts is None else int(lasts.total_seconds()),
        path="/",
        secure=is_https(request),
        httponly=True,
        # Strict would greet whoever follows a link from a calendar entry as a stranger.
        samesite="lax",
    )
    request.scope.setdefault(TO_SET, []).append(made.headers["set-cookie"])
