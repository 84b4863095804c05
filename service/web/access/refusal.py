"""Answers a refused request: with a page, or under /api with a problem in JSON."""

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import Request
from starlette.responses import Response

from service.web.api.problem import told
from service.web.render import page

API = "/api/"

USUAL_TEXTS: Mapping[int, tuple[str, str]] = {
    400: ("This was not understood.", "Go back, load the page again and repeat what you did."),
    401: (
        "You are not signed in.",
        "Open your sign-in link: `liftrun athlete link` prints it, of several `liftrun athlete link NAME`.",
    ),
    403: (
        "This did not come from a page of ours, or from one that was open too long.",
        "Load the page again and repeat what you did.",
    ),
    404: ("There is nothing here.", "Perhaps it was, and has ended: begin at the first page."),
    405: ("That cannot be done here.", "Begin at the first page."),
    413: ("That is too much at once.", "Send less."),
    422: ("This was not understood.", "Go back, look at what you entered and send it again."),
    429: ("That was too often.", "Wait a minute, then try again."),
    500: ("Something went wrong on our side.", "Try again; whoever runs this service finds it in the log."),
    503: ("Liftrun cannot answer just now.", "Try again in a minute."),
}


def refusal(
    request: Request,
    status: int,
    *,
    sentence: str = "",
    hint: str = "",
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The refusal with this status; `sentence` and `hint` replace the usual texts."""
    usual = USUAL_TEXTS.get(status) or (f"{HTTPStatus(status).phrase}.", "Begin at the first page.")
    sentence, hint = sentence or usual[0], hint or usual[1]
    if request.url.path.startswith(API):
        return told(HTTPStatus(status), sentence, hint=hint, headers=dict(headers or {}))
    made = page(request, "refusal.html", status=status, number=status, sentence=sentence, hint=hint)
    made.headers.update(headers or {})
    return made
