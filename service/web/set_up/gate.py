"""Redirects every page to the set-up until there is a configuration, and keeps strangers out of it."""

from fastapi import FastAPI, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from service.web.access.origin import is_local
from service.web.access.refusal import API, refusal
from service.web.service import Service, service_of
from service.web.set_up import google as set_up_google
from service.web.set_up import link as set_up_link
from service.web.set_up import steps as set_up
from service.web.set_up.draft import SetUp
from service.web.set_up.step import AT

OPEN = ("/static/", "/feed/", "/healthz", "/readyz", "/metrics")
"""Paths that the gate lets pass, whether the service is set up or not."""

SAFE = ("GET", "HEAD")
NOBODY = "Liftrun is not set up yet."
NOBODY_HINT = "Open its page once, or run `liftrun init`."


def include(app: FastAPI, service: Service) -> None:
    """Adds the set-up to an application."""
    app.state.set_up = SetUp(service)
    app.state.set_up_link = set_up_link.SetUpLink()
    for each in (set_up, set_up_google, set_up_link):
        app.include_router(each.router)
    app.add_middleware(Gate)


class Gate:
    """Middleware that runs before every page and decides between that page and the set-up."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or answers with a redirect or a refusal."""
        answer: Response | None = None
        if scope["type"] == "http" and not scope["path"].startswith(OPEN):
            answer = await run_in_threadpool(_instead, Request(scope))
        await (answer or self._app)(scope, receive, send)


def _instead(request: Request) -> Response | None:
    """The answer in place of the requested page; None when the request may pass."""
    # The path that routing uses: a URL may contain whatever the client sent as its host.
    path = request.scope["path"]
    is_for_set_up = path == AT or path.startswith(f"{AT}/")
    if not service_of(request).directory.is_set_up:
        return _at_first(request, is_for_set_up=is_for_set_up)
    if not is_for_set_up:
        return None
    if request.method in SAFE:
        return RedirectResponse("/", status_code=303)
    return refusal(request, 409, sentence=set_up.ALREADY_SET_UP, hint=set_up.ALREADY_SET_UP_HINT)


def _at_first(request: Request, *, is_for_set_up: bool) -> Response | None:
    """The same for a service that is not set up yet."""
    path = request.scope["path"]
    if path.startswith(API):
        is_description = path == request.app.openapi_url
        return None if is_description else refusal(request, 404, sentence=NOBODY, hint=NOBODY_HINT)
    if not (is_local(request) or set_up_link.is_admitted(request)):
        return refusal(request, 403, sentence=set_up_link.CLOSED, hint=set_up_link.CLOSED_HINT)
    return None if is_for_set_up else RedirectResponse(AT, status_code=303)
