"""The link by which another machine may set up the service once, and the cookie of that browser."""

import secrets
from threading import Lock

from fastapi import APIRouter, FastAPI, Request
from starlette.responses import RedirectResponse, Response

from service.domain.token import Purpose, Token, digest_of
from service.usecases.credentials.sign_in import AT_MOST, UNUSED
from service.web.access import cookie
from service.web.access.origin import is_https
from service.web.access.refusal import refusal
from service.web.access.visitor import browser
from service.web.service import Service, service_of
from service.web.set_up.step import AT

COOKIE = "liftrun-set-up"
BY_LINK = f"{AT}/by-link/"
CLOSED = "Liftrun is not set up yet, and this is not the machine it runs on."
CLOSED_HINT = "Open the set-up link that `liftrun serve` printed when it started. It works once."

router = APIRouter(include_in_schema=False)


class SetUpLink:
    """A secret that opens the set-up to one browser, and a second one that identifies this browser.

    Shape: both are valid until the process ends or the set-up is finished.
    """

    def __init__(self) -> None:
        self.secret, self._visitor = secrets.token_urlsafe(), ""
        self._lock = Lock()

    def admit(self, secret: str) -> str:
        """Exchanges the link's secret for the browser's own; empty for a wrong secret or a second browser."""
        with self._lock:
            if self._visitor or not _is_same(secret, self.secret):
                return ""
            self._visitor = secrets.token_urlsafe()
            return self._visitor

    def has_admitted(self, text: str) -> bool:
        """Whether the text is the secret of the admitted browser."""
        return bool(self._visitor) and _is_same(text, self._visitor)


@router.get(f"{BY_LINK}{{secret}}")
def admit(request: Request, secret: str) -> Response:
    """Admits the first browser that opens the link."""
    visitor = link_of(request).admit(secret)
    if not visitor:
        return refusal(request, 403, sentence=CLOSED, hint=CLOSED_HINT)
    answer = RedirectResponse(AT, status_code=303)
    # Lax: with a link from elsewhere, a browser would not send a strict cookie along on the redirect.
    answer.set_cookie(COOKIE, visitor, httponly=True, samesite="lax", secure=is_https(request))
    return answer


def address(app: FastAPI) -> str:
    """The whole set-up link, with the service's address."""
    service: Service = app.state.service
    link: SetUpLink = app.state.set_up_link
    return f"{service.address}{BY_LINK}{link.secret}"


def link_of(request: Request) -> SetUpLink:
    """The set-up link of the service that answers this request."""
    link: SetUpLink = request.app.state.set_up_link
    return link


def is_admitted(request: Request) -> bool:
    """Whether the request comes from the admitted browser, or opens the link now."""
    is_coming = request.scope["path"].startswith(BY_LINK)
    return is_coming or link_of(request).has_admitted(request.cookies.get(COOKIE, ""))


def sign_in(request: Request) -> None:
    """Begins a sign-in session as the new athlete, for a browser that set up from another machine."""
    service, made = service_of(request), secrets.token_urlsafe(32)
    now, (athlete,) = service.clock.now(), service.directory.names()
    ends = now + AT_MOST
    by = browser(request)
    service.tokens.keep(Token(digest_of(made), athlete, Purpose.SESSION, now, ends_at=ends, seen_by=by))
    cookie.begin_session(request, made, lasts=UNUSED)


def _is_same(text: str, secret: str) -> bool:
    return secrets.compare_digest(text.encode(errors="surrogatepass"), secret.encode())
