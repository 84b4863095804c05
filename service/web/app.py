"""The application: every router of ours, in one place."""

from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from service.web.access import middleware
from service.web.api import answers
from service.web.feed import feed, subscribe
from service.web.operations import health, metrics
from service.web.operations.request_log import RequestLog
from service.web.pages import (
    history_page,
    rows,
    session_page,
    week_page,
)
from service.web.service import Service
from service.web.set_up import gate as set_up_gate
from service.web.settings import settings_page

STATIC = Path(__file__).parent / "static"


def app(service: Service) -> FastAPI:
    """The routes of one service."""
    made = FastAPI(
        title="Liftrun",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        # It would lead from https to http behind a proxy, and the secret of a link with it.
        redirect_slashes=False,
    )
    made.state.service = service
    # First, because nothing else is asked as often.
    made.include_router(feed.router)
    set_up_gate.include(made, service)
    middleware.add_middleware(made)
    made.add_middleware(RequestLog, service=service)
    made.include_router(answers.router)
    made.include_router(health.router)
    made.include_router(metrics.router)
    made.include_router(subscribe.router)
    made.include_router(week_page.router)
    made.include_router(session_page.router)
    made.include_router(history_page.router)
    made.include_router(rows.router)
    made.include_router(settings_page.router)
    made.mount("/static", StaticFiles(directory=STATIC), name="static")
    return made
