"""What every request passes on its way in, and every answer on its way out."""

from datetime import timedelta

from fastapi import FastAPI

from service.web.access import sign_in
from service.web.access.error_page import ErrorPages, add_error_pages
from service.web.access.guard import Guard
from service.web.access.headers import Headers
from service.web.access.limit import Limit

WRONG_KEYS, WITHIN = 20, timedelta(minutes=1)


def add_middleware(app: FastAPI) -> None:
    """Put it before all routes of the application, those that are still to come as well."""
    app.state.wrong_keys = Limit(WRONG_KEYS, WITHIN)
    add_error_pages(app)
    # The last is passed first.
    app.add_middleware(Guard)
    app.add_middleware(ErrorPages)
    app.add_middleware(Headers)
    app.include_router(sign_in.router)
