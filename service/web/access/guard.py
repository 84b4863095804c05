"""Refuses requests that would change something and are too large, too frequent or forged."""

from datetime import timedelta

from fastapi import Request
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.web.access import cookie
from service.web.access.client_address import client_address
from service.web.access.limit import Limit
from service.web.access.origin import is_from_a_page, is_from_own_page, is_local
from service.web.access.refusal import refusal
from service.web.service import service_of

PUBLIC_PATHS = ("/feed/", "/static/", "/healthz", "/readyz")
SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")
LARGEST_BODY = 1_000_000
"""The largest body that is read, in octets; a configuration has a few thousand."""

ACTIONS, WITHIN = 60, timedelta(minutes=1)
JSON = "application/json"


class Guard:
    """Middleware that passes a request on to the routes, or refuses it.

    Shape: it runs before every route, so that no route can be left unguarded.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._actions = Limit(ACTIONS, WITHIN)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or answers with a refusal."""
        if scope["type"] != "http" or (scope["method"] in SAFE and not _is_cross_site_background(scope)):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        if scope["method"] in SAFE:
            await refusal(request, 403)(scope, receive, send)
            return
        body = None
        status = self._status_before_body(request)
        if not status:
            body = await _read(receive)
            status = await _status_of_body(scope, body)
        if status:
            await refusal(request, status, headers=_advice(status))(scope, receive, send)
        else:
            await self._app(scope, _replay(body or b"", receive), send)

    def _status_before_body(self, request: Request) -> int:
        """The status that refuses a request before its body is read; 0 when nothing is wrong so far."""
        if not is_local(request) and not self._actions.take(
            client_address(request, service_of(request).serving)
        ):
            return 429
        length = request.headers.get("content-length", "0")
        return 413 if length.isdecimal() and int(length) > LARGEST_BODY else 0


def _is_cross_site_background(scope: Scope) -> bool:
    """Whether another site's page sends the request unseen: it gets no answer, but causes work here."""
    if scope["path"].startswith(PUBLIC_PATHS):
        return False
    headers = Headers(scope=scope)
    is_foreign = headers.get("sec-fetch-site") == "cross-site"
    return is_foreign and headers.get("sec-fetch-mode") != "navigate"


async def _status_of_body(scope: Scope, body: bytes | None) -> int:
    if body is None:
        return 413
    try:
        return 0 if await _is_genuine(scope, body) else 403
    except HTTPException as error:
        return error.status_code


async def _is_genuine(scope: Scope, body: bytes) -> bool:
    """Whether its sender meant the request, and it is not forged by another site's page in their browser."""
    request = Request(scope, _replay(body, _nothing_more))
    if has_bearer_key(request):
        return True
    if not is_from_own_page(request):
        return False
    said = request.headers.get("x-csrf-token")
    if said is None:
        if _is_of_a_program(request):
            return True
        async with request.form(max_files=8) as form:
            said = str(form.get("csrf", ""))
    return cookie.is_csrf(request, said)


def has_bearer_key(request: Request) -> bool:
    """Whether the request carries a bearer key; no browser adds one for a page of another site."""
    return request.headers.get("authorization", "").casefold().startswith("bearer ")


def _is_of_a_program(request: Request) -> bool:
    """Whether only a program can have sent it: a page may send it only after a CORS preflight."""
    if is_from_a_page(request) or cookie.has_any(request):
        return False
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    return request.method != "POST" or kind == JSON


def _advice(status: int) -> dict[str, str]:
    return {"Retry-After": str(int(WITHIN.total_seconds()))} if status == 429 else {}  # noqa: PLR2004


async def _read(receive: Receive) -> bytes | None:
    """The whole body; None when it is too long or breaks off, as half a form may mean something else."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        if len(body) > LARGEST_BODY:
            return None
        if not message.get("more_body", False):
            return bytes(body)


def _replay(body: bytes, receive: Receive) -> Receive:
    """Replays a body that was already read, then passes on whatever comes after it."""
    first = [True]

    async def receiving() -> Message:
        if first.pop() if first else False:
            return {"type": "http.request", "body": body, "more_body": False}
        return await receive()

    return receiving


async def _nothing_more() -> Message:
    return {"type": "http.disconnect"}
