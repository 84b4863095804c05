"""Answers refusals, our own errors and unexpected errors; logs those that are faults of the service."""

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

LOGGED_FRAMES = 12
"""How many innermost frames of a traceback are logged; the outer ones are always the web framework's."""


CONFIGURATION_HINT = "Mend that file, then load this page again; config.example.toml shows how it is written."
"""Replaces the usual hint of a ConfigurationError, whose command does not touch an existing file."""


class ErrorPages:
    """Middleware that answers an unexpected error with a page, instead of breaking the connection."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, and answers it if that raises an error."""
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
            _log_error(scope, error)
            if not has_begun:
                await _internal_error(Request(scope))(scope, receive, send)


def add_error_pages(app: FastAPI) -> None:
    """Gives the errors that routes raise the same pages and problems."""
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
    """The answer to an error of ours; only the athlete and this machine see its details."""
    status = status_of(error)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("%s %s: %s", request.method, _route(request.scope), error)
    if is_known(request) or is_local(request):
        hint = CONFIGURATION_HINT if isinstance(error, ConfigurationError) else error.hint
        return refusal(request, status, sentence=f"{error}", hint=hint)
    return refusal(request, status)


def _internal_error(request: Request) -> Response:
    try:
        return refusal(request, HTTPStatus.INTERNAL_SERVER_ERROR)
    except Exception as error:  # noqa: BLE001  # the pages themselves may be broken
        _log_error(request.scope, error)
        return PlainTextResponse("Something went wrong on our side.", 500)


def _log_error(scope: Scope, error: Exception) -> None:
    """Logs the type and place of an error; path, form and message are left out, as they may hold secrets."""
    places = "".join(format_tb(error.__traceback__)[-LOGGED_FRAMES:])
    log.error("%s %s: %s\n%s", scope["method"], _route(scope), type(error).__qualname__, places)


def _route(scope: Scope) -> str:
    return getattr(scope.get("route"), "path", "no route")
