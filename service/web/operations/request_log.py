"""Counts and logs every request by the template of its route, because a path may hold a secret."""

import logging
from datetime import timedelta
from time import perf_counter
from typing import TYPE_CHECKING

from starlette.types import ASGIApp, Message, Receive, Scope, Send

if TYPE_CHECKING:
    from service.web.service import Service

LOG = logging.getLogger("liftrun.requests")

QUIET = ("/feed/", "/static", "/healthz", "/readyz", "/metrics")
"""Paths requested so often that they are logged at the debug level only."""

FEED, FILES, NO_ROUTE = "/feed/{secret}.ics", "/static/{file}", "-"


class RequestLog:
    """The outermost middleware, so that it sees the status of every answer."""

    def __init__(self, app: ASGIApp, service: "Service") -> None:
        self._app = app
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, then counts and logs it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = perf_counter(), 0

        async def noting(message: Message) -> None:
            nonlocal status
            # As a plain number: an HTTPStatus may be written by its name.
            status = int(message.get("status", status))
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            self._note(scope, status, timedelta(seconds=perf_counter() - began))

    def _note(self, scope: Scope, status: int, took: timedelta) -> None:
        route = _template(scope)
        if route == FEED:
            self._service.metrics.fetched(status)
        else:
            self._service.metrics.answered(route, _method(scope), status, took)
        level = logging.DEBUG if scope["path"].startswith(QUIET) else logging.INFO
        if LOG.isEnabledFor(level):
            told = {
                "method": _method(scope),
                "route": route,
                "status": status,
                "ms": round(took / timedelta(milliseconds=1), 1),
                "athlete": scope.get("state", {}).get("athlete", ""),
            }
            LOG.log(level, "%(method)s %(route)s %(status)s", told, extra=told)


def _template(scope: Scope) -> str:
    """The path template of the route; FastAPI gives it for its own routes, but not for Starlette's."""
    path: str = scope["path"]
    if path.startswith("/feed/"):
        return FEED
    if path.startswith("/static/"):
        return FILES
    found: str = getattr(scope.get("route"), "path", NO_ROUTE)
    return found


def _method(scope: Scope) -> str:
    """The method if it is a known one, else OTHER: a client may make up any number of them."""
    known = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
    return scope["method"] if scope["method"] in known else "OTHER"
