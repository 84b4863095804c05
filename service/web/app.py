"""The application: every router of ours, in one place."""

from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from service.web import (
    answers,
    feed,
    gate,
    health,
    history_page,
    metrics,
    rows,
    session_page,
    set_up_gate,
    subscribe,
    week_page,
)
from service.web.request_log import RequestLog
from service.web.service import Service

STATIC = Path(__file__).parent / "static"


def app(service: Service) -> FastAPI:
    """The routes of one service."""
    made = FastAPI(title="Liftrun", openapi_url="/api/v1/openapi.json", docs_url=None, redoc_url=None)
    made.state.service = service
    # First, because nothing else is asked as often.
    made.include_router(feed.router)
    set_up_gate.include(made, service)
    gate.put_before(made)
    made.add_middleware(RequestLog, service=service)
    made.include_router(answers.router)
    made.include_router(health.router)
    made.include_router(metrics.router)
    made.include_router(subscribe.router)
    made.include_router(week_page.router)
    made.include_router(session_page.router)
    made.include_router(history_page.router)
    made.include_router(rows.router)
    made.mount("/static", StaticFiles(directory=STATIC), name="static")
    return made
