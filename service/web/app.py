"""Builds the FastAPI application from all routers and middleware."""

from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from service.web.access import middleware
from service.web.api import answers
from service.web.feed import feed, subscribe
from service.web.operations import health, metrics
from service.web.operations.request_log import RequestLog
from service.web.pages import history_page, rows, session_page, week_page
from service.web.service import Service
from service.web.set_up import gate as set_up_gate
from service.web.settings import settings_page

STATIC = Path(__file__).parent / "static"


def app(service: Service) -> FastAPI:
    """The application that serves one service."""
    made = FastAPI(
        title="Liftrun",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        # Behind a proxy such a redirect leads from https to http, and takes the secret of a link with it.
        redirect_slashes=False,
    )
    made.state.service = service
    # First, because the feed is requested more often than anything else.
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
