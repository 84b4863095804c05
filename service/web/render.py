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

    Shape: each knows `path`, what was asked for, `csrf`, which every form of ours brings back, and
    `is_signed_in`, whether there is a session to end.
    """
    given = {
        "path": request.url.path,
        "csrf": csrf(request),
        "is_signed_in": bool(session(request)),
    }
    text = _environment().get_template(template).render(given | values)
    return HTMLResponse(text, status_code=status)
