"""The application: every router of ours, in one place."""

from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from service.web.service import Service

STATIC = Path(__file__).parent / "static"


def app(service: Service) -> FastAPI:
    """The routes of one service."""
    made = FastAPI(title="Liftrun", openapi_url="/api/v1/openapi.json", docs_url=None, redoc_url=None)
    made.state.service = service
    made.mount("/static", StaticFiles(directory=STATIC), name="static")
    return made
