"""The page of one session: why it stands where it stands, what helps, and what may be done with it."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from service.desk import WORDS, Desk
from service.domain.mark import MarkKind
from service.domain.wording import NAMES
from service.errors import LiftrunError
from service.usecases.entry_text import outline_and_rest
from service.usecases.moved_lately import moved_lately
from service.usecases.next_hours import NextHour, next_hours
from service.usecases.show_week import LeftOut, Shown, ShownWeek
from service.web.access.visitor import DeskHere
from service.web.pages.asked_week import shown_week, week_key_of, week_or_nothing
from service.web.pages.dates import Dates, dates_of
from service.web.pages.deed_page import Asked, answer
from service.web.pages.on_the_page import hint_of
from service.web.render import page
from service.web.service import ServiceHere
from service.web.standing_plan import standing_plan

if TYPE_CHECKING:
    from service.web.service import Service

router = APIRouter(include_in_schema=False)

Entered = Annotated[str, Form()]


@router.get("/session/{key}")
def session(request: Request, key: str, desk: DeskHere, service: ServiceHere) -> Response:
    """All there is to say of it."""
    week, one = _found(key, desk, service.clock.now())
    if isinstance(one, LeftOut):
        return _left_out(request, desk, week, one)
    return _standing(request, desk, service, week, one)


@router.get("/session/{key}/hours")
def hours(request: Request, key: str, desk: DeskHere, service: ServiceHere) -> Response:
    """The next best hours for whoever does not want it today, each with its price."""
    now = service.clock.now()
    week, one = _found(key, desk, now)
    if isinstance(one, LeftOut) or not one.fate.is_open:
        raise HTTPException(404)
    found = _next_hours(service, desk, one, now)
    return page(
        request,
        "hours.html",
        dates=_dates(request, desk),
        week=week.week,
        name=NAMES[one.session.kind],
        one=one,
        found=found,
        hint=hint_of(found) if isinstance(found, LiftrunError) else "",
    )


@router.post("/session/{key}/{word}")
def deed(  # noqa: PLR0913, PLR0917  # the fields of the form
    request: Request,
    key: str,
    word: str,
    desk: DeskHere,
    service: ServiceHere,
    hour: Entered = "",
    meant: Entered = "",
    force: Entered = "",
) -> Response:
    """What would come of it and, once that is meant, do it."""
    if word not in WORDS:
        raise HTTPException(404)
    week, one = _found(key, desk, service.clock.now())
    asked = Asked(
        word,
        f"/week/{week.week.key}",
        is_meant=bool(meant),
        force=bool(force),
        session=key,
        hour=hour,
        name=_name(one),
        anchor=quote(key),
    )
    return answer(request, desk, service, asked)


def _found(key: str, desk: Desk, now: datetime) -> tuple[ShownWeek, Shown | LeftOut]:
    """The session and its week.

    Errors: HTTPException 404 for one that the athlete's plans do not know.
    """
    week = shown_week(desk, week_or_nothing(week_key_of(key), desk, now), now)
    for one in week.sessions:
        if one.stood.key == key:
            return week, one
    for left in (*week.dropped, *week.skipped):
        if left.key == key:
            return week, left
    raise HTTPException(404)


def _name(one: Shown | LeftOut) -> str:
    if isinstance(one, LeftOut):
        return NAMES[one.kind] if one.kind else one.key
    return NAMES[one.session.kind]


def _standing(request: Request, desk: Desk, service: "Service", week: ShownWeek, one: Shown) -> Response:
    marks = {mark.session: mark for mark in desk.archive.plans.marks()}
    mark = marks.get(one.stood.key)
    lately = moved_lately(desk.archive.plans, week.week.zone, now=service.clock.now(), week=week.week.key)
    outline, paragraphs = outline_and_rest(one.stood.entry.text if one.stood.entry else "")
    return page(
        request,
        "session.html",
        dates=_dates(request, desk),
        week=week.week,
        one=one,
        key=one.stood.key,
        name=_name(one),
        outline=outline[1:],
        paragraphs=paragraphs,
        moved=next((each for each in lately if each.key == one.stood.key), None),
        is_pinned=bool(mark and mark.kind is MarkKind.PINNED),
        now=service.clock.now(),
        local=one.placement.start.astimezone(desk.config.athlete.zone).replace(tzinfo=None),
    )


def _left_out(request: Request, desk: Desk, week: ShownWeek, one: LeftOut) -> Response:
    is_skipped = one in week.skipped
    return page(
        request,
        "left_out.html",
        dates=_dates(request, desk),
        week=week.week,
        one=one,
        key=one.key,
        name=_name(one),
        is_skipped=is_skipped,
    )


def _next_hours(
    service: "Service", desk: Desk, one: Shown, now: datetime
) -> tuple[NextHour, ...] | LiftrunError:
    """Those hours, or why nobody can tell."""
    try:
        planned = standing_plan(service, desk)
        return next_hours(planned, one.stood.key, after=now)
    except LiftrunError as error:
        return error


def _dates(request: Request, desk: Desk) -> Dates:
    return dates_of(request, desk.config.athlete.zone, desk.config.page.clock)
