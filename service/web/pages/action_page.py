"""Answers an action sent by a form: first with a preview, then, once confirmed, by performing it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from fastapi import Request
from starlette.responses import RedirectResponse, Response

from service.errors import LiftrunError, SyncRefused, UsageError
from service.web import action
from service.web.pages.dates import dates_of
from service.web.pages.page_hints import hint_of
from service.web.render import page

if TYPE_CHECKING:
    from service.athletes.context import AthleteContext
    from service.web.service import Service

NOTED = {
    "done": "Noted: it was done.",
    "not-done": "Noted: it was not done.",
    "skip": "Noted: it is left out.",
    "pin": "It stays where it is.",
    "unpin": "It may be planned again.",
    "move": "It stands there already.",
    "undo": "Nothing had to change.",
    "sync": "Your calendars were read; the plan still fits.",
}
"""What the page says after an action that made no new version."""

QUESTIONS = {
    "done": "Note {name} as done?",
    "not-done": "Note that {name} was not done?",
    "skip": "Leave {name} out this week?",
    "pin": "Keep {name} where it stands?",
    "unpin": "Let {name} be planned again?",
    "move": "Move {name}?",
    "undo": "Go back to the version before?",
    "sync": "Read your calendars and plan again?",
}

CONFIRMATIONS = {
    "done": "Yes, it was done",
    "not-done": "Yes, it was not",
    "skip": "Leave it out",
    "pin": "Pin it",
    "unpin": "Let it be planned",
    "move": "Move it",
    "undo": "Undo",
    "sync": "Plan again",
}


@dataclass(frozen=True)
class RequestedAction:
    """An action as a form requests it.

    Shape: `is_meant` is true once the athlete has confirmed the preview. `name` is the session's name for
    people. `back` is the path of ours to return to, with `anchor`. `hour` is unchecked text.
    """

    word: str
    back: str
    is_confirmed: bool
    force: bool
    session: str = ""
    hour: str = ""
    name: str = ""
    anchor: str = ""

    def action(self) -> action.Action:
        """The action to preview or perform.

        Errors: UsageError when a required part is missing.
        """
        return action.Action(self.word, self.session, self.hour)


def answer(
    request: Request, context: "AthleteContext", service: "Service", asked: RequestedAction
) -> Response:
    """The preview of an action or, once it is confirmed, the redirect after performing it."""
    try:
        if asked.is_confirmed:
            return _done(context, service, asked)
        outcome = action.preview(service, context, asked.action())
    except LiftrunError as error:
        return _refused(request, context, asked, error)
    return _asking(request, context, asked, outcome.sentences)


def _done(context: "AthleteContext", service: "Service", asked: RequestedAction) -> Response:
    before = context.archive.plans.head()
    outcome = action.perform(service, context, asked.action(), force=asked.force)
    is_new = outcome.version != (before.number if before else None)
    told = {"after": outcome.version} if is_new else {"noted": asked.word}
    anchor = f"#{asked.anchor}" if asked.anchor else ""
    return RedirectResponse(f"{asked.back}?{urlencode(told)}{anchor}", 303)


def _asking(
    request: Request, context: "AthleteContext", asked: RequestedAction, sentences: tuple[str, ...]
) -> Response:
    return page(
        request,
        "preview.html",
        dates=dates_of(request, context.config.athlete.zone, context.config.page.clock),
        question=QUESTIONS[asked.word].format(name=asked.name),
        yes=CONFIRMATIONS[asked.word],
        sentences=sentences,
        asked=asked,
    )


def _refused(
    request: Request, context: "AthleteContext", asked: RequestedAction, error: LiftrunError
) -> Response:
    status = 409 if isinstance(error, UsageError | SyncRefused) else 503
    return page(
        request,
        "refused.html",
        status=status,
        dates=dates_of(request, context.config.athlete.zone, context.config.page.clock),
        error=error,
        hint=hint_of(error),
        may_force=isinstance(error, SyncRefused) and asked.is_confirmed and not asked.force,
        asked=asked,
    )
