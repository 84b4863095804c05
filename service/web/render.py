"""Pages from templates."""

from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from service.web.access.cookie import csrf, session

TEMPLATES = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """The page a template makes of these values.

    Shape: each knows `path`, what was asked for, `csrf`, which every form of ours brings back,
    `is_signed_in`, whether there is a session to end, `is_known`, whether it is somebody's own page, and
    `broken_file`, what is wrong with the configuration of whoever that is, empty when nothing is.
    """
    athlete = getattr(request.state, "athlete", "")
    given = {
        "path": request.url.path,
        "csrf": csrf(request),
        "is_signed_in": bool(session(request)),
        "is_known": bool(athlete),
        "broken_file": request.app.state.service.directory.trouble(athlete),
    }
    text = _environment().get_template(template).render(given | values)
    return HTMLResponse(text, status_code=status)
