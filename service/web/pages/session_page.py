"""The page of one session: why it has its hour, and the actions that the athlete can take on it."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from service.athletes.context import AthleteContext
from service.athletes.decide_session import WORDS
from service.domain.mark import MarkKind
from service.domain.wording import NAMES
from service.errors import LiftrunError
from service.usecases.answering.next_hours import NextHour, next_hours
from service.usecases.history.recent_changes import recent_changes
from service.usecases.showing.entry_text import outline_and_rest
from service.usecases.showing.show_week import ShownSession, ShownWeek
from service.usecases.showing.week_record import LeftOut
from service.web.access.visitor import ContextHere
from service.web.pages.action_page import RequestedAction, answer
from service.web.pages.dates import Dates, dates_of
from service.web.pages.page_hints import hint_of
from service.web.pages.requested_week import shown_week, week_key_of, week_or_nothing
from service.web.render import page
from service.web.service import ServiceHere

if TYPE_CHECKING:
    from service.web.service import Service

router = APIRouter(include_in_schema=False)

Entered = Annotated[str, Form()]


@router.get("/session/{key}")
def session(request: Request, key: str, context: ContextHere, service: ServiceHere) -> Response:
    """Shows one session, planned or left out."""
    week, one = _found(key, context, service.clock.now())
    if isinstance(one, LeftOut):
        return _left_out(request, context, week, one)
    return _standing(request, context, service, week, one)


@router.get("/session/{key}/hours")
def hours(request: Request, key: str, context: ContextHere, service: ServiceHere) -> Response:
    """Shows the next best hours of a session on later days, each with its price."""
    now = service.clock.now()
    week, one = _found(key, context, now)
    if isinstance(one, LeftOut) or not one.status.is_open:
        raise HTTPException(404)
    found = _next_hours(service, context, one, now)
    return page(
        request,
        "hours.html",
        dates=_dates(request, context),
        week=week.week,
        name=NAMES[one.session.kind],
        one=one,
        found=found,
        hint=hint_of(found) if isinstance(found, LiftrunError) else "",
    )


@router.post("/session/{key}/{word}")
def action(  # noqa: PLR0913, PLR0917  # the fields of the form
    request: Request,
    key: str,
    word: str,
    context: ContextHere,
    service: ServiceHere,
    hour: Entered = "",
    meant: Entered = "",
    force: Entered = "",
) -> Response:
    """Previews an action on the session and, once it is confirmed, performs it."""
    if word not in WORDS:
        raise HTTPException(404)
    week, one = _found(key, context, service.clock.now())
    asked = RequestedAction(
        word,
        f"/week/{week.week.key}",
        is_confirmed=bool(meant),
        force=bool(force),
        session=key,
        hour=hour,
        name=_name(one),
        anchor=quote(key),
    )
    return answer(request, context, service, asked)


def _found(key: str, context: AthleteContext, now: datetime) -> tuple[ShownWeek, ShownSession | LeftOut]:
    """The session with this readable id, and its week.

    Errors: HTTPException 404 when the athlete's plans do not have it.
    """
    week = shown_week(context, week_or_nothing(week_key_of(key), context, now), now)
    for one in week.sessions:
        if one.stood.key == key:
            return week, one
    for left in (*week.dropped, *week.skipped):
        if left.key == key:
            return week, left
    raise HTTPException(404)


def _name(one: ShownSession | LeftOut) -> str:
    if isinstance(one, LeftOut):
        return NAMES[one.kind] if one.kind else one.key
    return NAMES[one.session.kind]


def _standing(
    request: Request, context: AthleteContext, service: "Service", week: ShownWeek, one: ShownSession
) -> Response:
    marks = {mark.session: mark for mark in context.archive.plans.marks()}
    mark = marks.get(one.stood.key)
    lately = recent_changes(
        context.archive.plans, week.week.zone, now=service.clock.now(), week=week.week.key
    )
    outline, paragraphs = outline_and_rest(one.stood.entry.text if one.stood.entry else "")
    return page(
        request,
        "session.html",
        dates=_dates(request, context),
        week=week.week,
        one=one,
        key=one.stood.key,
        name=_name(one),
        outline=outline[1:],
        paragraphs=paragraphs,
        moved=next((each for each in lately if each.key == one.stood.key), None),
        is_pinned=bool(mark and mark.kind is MarkKind.PINNED),
        is_wished=bool(mark and mark.kind is MarkKind.DAY),
        now=service.clock.now(),
        local=one.placement.start.astimezone(context.config.athlete.zone).replace(tzinfo=None),
    )


def _left_out(request: Request, context: AthleteContext, week: ShownWeek, one: LeftOut) -> Response:
    is_skipped = one in week.skipped
    return page(
        request,
        "left_out.html",
        dates=_dates(request, context),
        week=week.week,
        one=one,
        key=one.key,
        name=_name(one),
        is_skipped=is_skipped,
    )


def _next_hours(
    service: "Service", context: AthleteContext, one: ShownSession, now: datetime
) -> tuple[NextHour, ...] | LiftrunError:
    """The next best hours, or the error that prevents finding them."""
    try:
        planned = service.current_plan(context)
        return next_hours(planned, one.stood.key, after=now)
    except LiftrunError as error:
        return error


def _dates(request: Request, context: AthleteContext) -> Dates:
    return dates_of(request, context.config.athlete.zone, context.config.page.clock)
