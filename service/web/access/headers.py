"""Adds security headers and new cookies to every answer."""

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.web.access.cookie import PENDING_COOKIES
from service.web.access.origin import is_https

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

ALWAYS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    # With no-referrer a browser sends "null" as a form's origin: our own look like another site's.
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-robots-tag", b"noindex, nofollow"),
)
OVER_TLS = (b"strict-transport-security", b"max-age=31536000")
OF_A_PERSON = (b"cache-control", b"no-store")
OF_A_FILE = (b"cache-control", b"no-cache")
"""Cached, but checked each time: a newer Liftrun has newer files of the same names."""


class Headers:
    """Middleware that adds the headers an answer lacks, and the cookies set during the request."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, and adds the headers to its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        cookies: list[str] = scope.setdefault(PENDING_COOKIES, [])

        async def adding(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add(message, scope, cookies)
            await send(message)

        await self._app(scope, receive, adding)


def _add(message: Message, scope: Scope, cookies: list[str]) -> None:
    headers = list(message.get("headers", ()))
    said = {name.lower() for name, _ in headers}
    is_file = scope["path"].startswith("/static/")
    ours = [*ALWAYS, OF_A_FILE if is_file else OF_A_PERSON]
    if is_https(Request(scope)):
        ours.append(OVER_TLS)
    headers.extend(each for each in ours if each[0] not in said)
    headers.extend((b"set-cookie", cookie.encode("latin-1")) for cookie in cookies)
    message["headers"] = headers
