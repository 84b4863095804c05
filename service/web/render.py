"""Renders pages from templates."""

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
    """Renders a template with these values as a page.

    Shape: every template also gets `path`, the requested path; `csrf`, the token that each of our forms
    sends back; `is_signed_in`, whether there is a sign-in session to end; `is_known`, whether the athlete is
    identified; and `broken_file`, what is wrong with that athlete's configuration, empty when nothing is.
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
