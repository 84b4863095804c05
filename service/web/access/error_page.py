"""Answers what no route did: refusals, errors of ours, and what nobody expected, which is written down."""

import logging
from http import HTTPStatus
from traceback import format_tb

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.errors import ConfigurationError, LiftrunError
from service.web.access.origin import is_local
from service.web.access.refusal import refusal
from service.web.access.visitor import is_known
from service.web.api.problem import status_of

log = logging.getLogger("liftrun.web")

NEAREST = 12
"""The places that lead to a mistake; before them stand those of the web framework, always the same."""


MEND = "Mend that file, then load this page again; config.example.toml shows how it is written."
"""Its usual hint names a command that leaves alone the file there is."""


class ErrorPages:
    """Answers with a page when something breaks, instead of a connection that ends."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, whatever happens."""
        has_begun = False

        async def noting(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception as error:
            if scope["type"] != "http":
                raise
            _write_down(scope, error)
            if not has_begun:
                await _sorry(Request(scope))(scope, receive, send)


def add_error_pages(app: FastAPI) -> None:
    """Have the routes' own refusals answered alike."""
    app.exception_handler(HTTPException)(_refused)
    app.exception_handler(RequestValidationError)(_misread)
    app.exception_handler(LiftrunError)(_failed)


def _refused(request: Request, error: HTTPException) -> Response:
    is_usual = error.detail == HTTPStatus(error.status_code).phrase
    sentence = "" if is_usual else error.detail
    return refusal(request, error.status_code, sentence=sentence, headers=error.headers)


def _misread(request: Request, _error: RequestValidationError) -> Response:
    return refusal(request, HTTPStatus.UNPROCESSABLE_ENTITY)


def _failed(request: Request, error: LiftrunError) -> Response:
    """What went wrong, in full for nobody but the athlete it befell."""
    status = status_of(error)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("%s %s: %s", request.method, _route(request.scope), error)
    if is_known(request) or is_local(request):
        hint = MEND if isinstance(error, ConfigurationError) else error.hint
        return refusal(request, status, sentence=f"{error}", hint=hint)
    return refusal(request, status)


def _sorry(request: Request) -> Response:
    try:
        return refusal(request, HTTPStatus.INTERNAL_SERVER_ERROR)
    except Exception as error:  # noqa: BLE001  # perhaps it is the pages that are broken
        _write_down(request.scope, error)
        return PlainTextResponse("Something went wrong on our side.", 500)


def _write_down(scope: Scope, error: Exception) -> None:
    """What broke and where, without what was asked: addresses and forms hold secrets, and so do messages."""
    places = "".join(format_tb(error.__traceback__)[-NEAREST:])
    log.error("%s %s: %s\n%s", scope["method"], _route(scope), type(error).__qualname__, places)


def _route(scope: Scope) -> str:
    return getattr(scope.get("route"), "path", "no route")
