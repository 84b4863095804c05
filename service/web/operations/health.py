"""Reports to monitoring whether the service runs and is ready; names no athlete."""

from datetime import timedelta
from http import HTTPStatus

from fastapi import APIRouter
from starlette.responses import JSONResponse, PlainTextResponse, Response

from service.errors import StorageUnusable
from service.web.service import Service, ServiceHere

MAX_SILENCE = timedelta(minutes=2)
"""A scheduler that has not looked for due jobs for this long counts as stopped."""

OK = "ok"

router = APIRouter(include_in_schema=False)


@router.api_route("/healthz", methods=["GET", "HEAD"])
def lives() -> Response:
    """Answers ok as long as the process answers at all."""
    return PlainTextResponse("ok\n")


@router.api_route("/readyz", methods=["GET", "HEAD"])
def is_ready(service: ServiceHere) -> Response:
    """Reports whether the database and the scheduler work, and what is wrong with them."""
    found = {"database": _database(service), "timetable": _timetable(service)}
    is_well = all(each == OK for each in found.values())
    status = HTTPStatus.OK if is_well else HTTPStatus.SERVICE_UNAVAILABLE
    # A broken file leaves the service ready: it goes on with the configuration it read before.
    told = {"configuration": "as it was read last"} if service.directory.has_invalid_file else {}
    return JSONResponse({"ready": is_well, **found, **told}, status)


def _database(service: Service) -> str:
    database = service.directory.database
    try:
        if not database.is_up_to_date():
            return "another version of Liftrun has changed it"
        database.prove(service.clock.now())
    except StorageUnusable as error:
        # A server's own words may name hosts, and anybody may ask.
        return f"{error.facts['reason']}" if database.address.file else "does not answer"
    return OK


def _timetable(service: Service) -> str:
    age = service.time_since_beat()
    return OK if age is not None and age < MAX_SILENCE else "stands still"
