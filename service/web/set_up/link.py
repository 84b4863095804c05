"""The link by which another machine may set the service up, once, and how its browser is known after that."""

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
    """A secret that opens the set-up to one browser, and another by which that one is known.

    Shape: both end with the process, and with the set-up.
    """

    def __init__(self) -> None:
        self.secret, self._visitor = secrets.token_urlsafe(), ""
        self._lock = Lock()

    def admit(self, secret: str) -> str:
        """What whoever brings the secret is known by from now on; empty for everybody after them."""
        with self._lock:
            if self._visitor or not _is_same(secret, self.secret):
                return ""
            self._visitor = secrets.token_urlsafe()
            return self._visitor

    def has_admitted(self, text: str) -> bool:
        """Whether that is what the one who was let in is known by."""
        return bool(self._visitor) and _is_same(text, self._visitor)


@router.get(f"{BY_LINK}{{secret}}")
def admit(request: Request, secret: str) -> Response:
    """Let the browser in that brings the link from the terminal."""
    visitor = link_of(request).admit(secret)
    if not visitor:
        return refusal(request, 403, sentence=CLOSED, hint=CLOSED_HINT)
    answer = RedirectResponse(AT, status_code=303)
    # Lax, since a browser that follows a link from elsewhere brings no strict cookie to where it is sent.
    answer.set_cookie(COOKIE, visitor, httponly=True, samesite="lax", secure=is_https(request))
    return answer


def address(app: FastAPI) -> str:
    """The whole link."""
    service: Service = app.state.service
    link: SetUpLink = app.state.set_up_link
    return f"{service.address}{BY_LINK}{link.secret}"


def link_of(request: Request) -> SetUpLink:
    """That of the service that answers this request."""
    link: SetUpLink = request.app.state.set_up_link
    return link


def is_admitted(request: Request) -> bool:
    """Whether it comes from the browser that brought the link, or is about to bring it."""
    is_coming = request.scope["path"].startswith(BY_LINK)
    return is_coming or link_of(request).has_admitted(request.cookies.get(COOKIE, ""))


def sign_in(request: Request) -> None:
    """Have who has set up from another machine known as the athlete whose configuration that was."""
    service, made = service_of(request), secrets.token_urlsafe(32)
    now, (athlete,) = service.clock.now(), service.directory.names()
    ends = now + AT_MOST
    by = browser(request)
    service.tokens.keep(Token(digest_of(made), athlete, Purpose.SESSION, now, ends_at=ends, seen_by=by))
    cookie.begin_session(request, made, lasts=UNUSED)


def _is_same(text: str, secret: str) -> bool:
    return secrets.compare_digest(text.encode(errors="surrogatepass"), secret.encode())
