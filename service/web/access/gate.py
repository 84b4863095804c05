"""What every request passes on its way in, and every answer on its way out."""

from datetime import timedelta

from fastapi import FastAPI

from service.web.access import sign_in
from service.web.access.guard import Guard
from service.web.access.headers import Headers
from service.web.access.limit import Limit
from service.web.access.mishap import Mishaps, answer_mishaps

WRONG_KEYS, WITHIN = 20, timedelta(minutes=1)


def put_before(app: FastAPI) -> None:
    """Put it before all routes of the application, those that are still to come as well."""
    app.state.wrong_keys = Limit(WRONG_KEYS, WITHIN)
    answer_mishaps(app)
    # The last is passed first.
    app.add_middleware(Guard)
    app.add_middleware(Mishaps)
    app.add_middleware(Headers)
    app.include_router(sign_in.router)
