"""Our two cookies: one holds the sign-in session, the other ties forms to a browser without one."""

import hashlib
import hmac
import secrets
from datetime import timedelta

from fastapi import Request
from starlette.responses import Response

from service.web.access.origin import is_https

SESSION, VISIT = "liftrun", "liftrun-visit"
PENDING_COOKIES = "liftrun.cookies"
"""The key in a request's scope under which Set-Cookie lines wait for the answer."""


def session(request: Request) -> str:
    """The secret of the sign-in session that the browser sent; empty for none."""
    return request.cookies.get(_name(request, SESSION), "")


def begin_session(request: Request, secret: str, *, lasts: timedelta) -> None:
    """Sets the cookie of a sign-in session."""
    _set(request, SESSION, secret, lasts=lasts)


def end_session(request: Request) -> None:
    """Deletes the cookie of the sign-in session."""
    _set(request, SESSION, "", lasts=timedelta())


def csrf(request: Request) -> str:
    """The token in our forms; a form of another site cannot have it.

    Shape: it is derived from the sign-in session or, without one, from a visit cookie that is then set.
    Nobody can compute it without reading this browser's cookies.
    """
    return _proof(session(request) or _visit(request))


def is_csrf(request: Request, text: str) -> bool:
    """Whether the text is the form token of this browser."""
    bond = session(request) or request.cookies.get(_name(request, VISIT), "")
    return bool(bond) and hmac.compare_digest(_proof(bond).encode(), text.encode(errors="surrogatepass"))


def has_any(request: Request) -> bool:
    """Whether the browser sent one of our cookies."""
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
    # A browser accepts this prefix only from our own host and only over TLS.
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
        # With Strict, an athlete who follows a link from a calendar entry would seem to be signed out.
        samesite="lax",
    )
    request.scope.setdefault(PENDING_COOKIES, []).append(made.headers["set-cookie"])
