"""Renders one step of the set-up: its questions, the entered answers, and which of them are wrong."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from starlette.responses import RedirectResponse, Response

from service.web.render import page
from service.web.set_up.draft import SetUp
from service.web.set_up.form import QUESTIONS, STEPS

AT = "/set-up"
PATHS = {name: AT if number == 0 else f"{AT}/{name}" for number, name in enumerate(STEPS)}
NAMES = dict(zip(STEPS, ("Your training", "Your hours", "Your calendar", "Your week"), strict=True))
REFUSED = 422


def show(
    request: Request, set_up: SetUp, step: str, *, refused: Mapping[str, str] | None = None, **values: Any
) -> Response:
    """The page of one step; `refused` holds a sentence for each wrong answer, by its question."""
    return page(
        request,
        f"set_up_{step}.html",
        status=REFUSED if refused else values.pop("status", 200),
        heading=NAMES[step],
        number=STEPS.index(step) + 1,
        steps=[(name, NAMES[name], PATHS[name]) for name in STEPS],
        labels={name: question.label for name, question in QUESTIONS.items()},
        said=set_up.said,
        refused=refused or {},
        **values,
    )


def go_on(step: str) -> Response:
    """Redirects to the step after this one."""
    return to(STEPS[STEPS.index(step) + 1])


def to(step: str) -> Response:
    """Redirects to a step, so that loading the page again sends no form twice."""
    return RedirectResponse(PATHS[step], status_code=303)
