"""Adds the access middleware and the sign-in routes to the application."""

from datetime import timedelta

from fastapi import FastAPI

from service.web.access import sign_in
from service.web.access.error_page import ErrorPages, add_error_pages
from service.web.access.guard import Guard
from service.web.access.headers import Headers
from service.web.access.limit import Limit

WRONG_KEYS, WITHIN = 20, timedelta(minutes=1)


def add_middleware(app: FastAPI) -> None:
    """Puts the access middleware before all routes, including those that are added later."""
    app.state.wrong_keys = Limit(WRONG_KEYS, WITHIN)
    add_error_pages(app)
    # The middleware that is added last runs first.
    app.add_middleware(Guard)
    app.add_middleware(ErrorPages)
    app.add_middleware(Headers)
    app.include_router(sign_in.router)
