"""Turns errors into JSON problems for programs.

Source: RFC 9457.
"""

from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict
from starlette.responses import JSONResponse, Response

from service.errors import (
    CalendarUnreadable,
    CalendarUnwritable,
    LiftrunError,
    LoginFailed,
    NotThere,
    OutputRefused,
    StorageUnusable,
    SyncRefused,
    UsageError,
    WeekTooFull,
)

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER = "60"

STATUSES: tuple[tuple[type[LiftrunError], HTTPStatus], ...] = (
    (NotThere, HTTPStatus.NOT_FOUND),
    (UsageError, HTTPStatus.BAD_REQUEST),
    (SyncRefused, HTTPStatus.CONFLICT),
    (OutputRefused, HTTPStatus.CONFLICT),
    (WeekTooFull, HTTPStatus.CONFLICT),
    (CalendarUnreadable, HTTPStatus.SERVICE_UNAVAILABLE),
    (CalendarUnwritable, HTTPStatus.SERVICE_UNAVAILABLE),
    (LoginFailed, HTTPStatus.SERVICE_UNAVAILABLE),
    (StorageUnusable, HTTPStatus.SERVICE_UNAVAILABLE),
)
"""The HTTP status of each class of error, the first match decides; any other error is our own fault."""


class Problem(BaseModel):
    """A refused request: `detail` says what is wrong, `hint` what to do next."""

    model_config = ConfigDict(extra="forbid")

    type: str
    title: str
    status: int
    detail: str = ""
    hint: str = ""


REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {
        "description": said,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for status, said in {
        400: "What was asked could not be understood.",
        401: "Nobody is signed in.",
        403: "It did not come from a page or a program of the athlete's.",
        404: "There is no such thing, or nothing planned yet.",
        409: "It cannot be done as things stand, or would be unsafe.",
        413: "It is larger than anything this needs.",
        422: "A value is missing or of the wrong form.",
        429: "That was too often.",
        500: "Something is wrong on our side, or with the configuration.",
        503: "A calendar or the database cannot be reached; Retry-After says when it may be.",
    }.items()
}
"""The refusals that every route of the API may answer with."""


class ProblemRoute(APIRoute):
    """A route that answers its errors with JSON problems."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler of the route, which answers with a problem when the route raises an error."""
        answer = super().get_route_handler()

        async def telling(request: Request) -> Response:
            try:
                return await answer(request)
            except LiftrunError as error:
                return problem_of(error)
            except RequestValidationError as error:
                return told(HTTPStatus.UNPROCESSABLE_ENTITY, _misread(error))

        return telling


def status_of(error: LiftrunError) -> HTTPStatus:
    """The status of an error by `STATUSES`, 500 when none fits."""
    found = (status for kind, status in STATUSES if isinstance(error, kind))
    return next(found, HTTPStatus.INTERNAL_SERVER_ERROR)


def problem_of(error: LiftrunError) -> Response:
    """The problem that describes an error of ours; it names a time to retry when that may help."""
    status = status_of(error)
    is_worth_a_retry = status is HTTPStatus.SERVICE_UNAVAILABLE and error.retryable
    headers = {"Retry-After": RETRY_AFTER} if is_worth_a_retry else {}
    return told(status, " ".join(str(error).split()), hint=error.hint, headers=headers)


def told(
    status: HTTPStatus, detail: str, *, hint: str = "", headers: dict[str, str] | None = None
) -> Response:
    """A JSON problem with this status."""
    problem = Problem(type="about:blank", title=status.phrase, status=status, detail=detail, hint=hint)
    return JSONResponse(problem.model_dump(), status, headers, media_type=MEDIA_TYPE)


def _misread(error: RequestValidationError) -> str:
    """Names each wrong field and what is wrong with it; leaves out the value, which may be a secret."""
    said = (f"{'.'.join(map(str, each['loc'][1:])) or 'the body'}: {each['msg']}" for each in error.errors())
    return "; ".join(dict.fromkeys(said))
