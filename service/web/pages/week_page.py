"""The page of a week: its sessions with their status, its load, and the weeks around it."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import Response

from service.athletes.context import AthleteContext
from service.domain.mark import MarkKind
from service.domain.span import Span
from service.domain.week import DAYS_IN_A_WEEK, Week, week_of
from service.domain.wording import NAMES
from service.usecases.history.recent_changes import recent_changes
from service.usecases.history.sessions_between import sessions_between
from service.usecases.json_documents.weekly_offers import offers_of
from service.usecases.showing.session_status import session_status
from service.usecases.showing.show_week import ShownWeek
from service.usecases.showing.training_load import loads
from service.web.access.visitor import ContextHere
from service.web.pages.action_page import NOTED, RequestedAction, answer
from service.web.pages.dates import dates_of
from service.web.pages.month_strip import MonthStrip, month_strip, sort_of
from service.web.pages.requested_week import first_week, shown_week, week_or_nothing
from service.web.pages.sources_view import busy_of, sources_view
from service.web.pages.version_view import version_view
from service.web.pages.week_view import week_view
from service.web.render import page
from service.web.service import ServiceHere

if TYPE_CHECKING:
    from service.domain.plan import Placement

BEFORE, AFTER = 2, 2
"""How many weeks the month strip has before and after the shown week."""

router = APIRouter(include_in_schema=False)

Entered = Annotated[str, Form()]
After = Annotated[int | None, Query(ge=1, le=2**31)]


@router.get("/")
def this_week(
    request: Request, context: ContextHere, service: ServiceHere, after: After = None, noted: str = ""
) -> Response:
    """Shows the first week with sessions, from the current week on."""
    now = service.clock.now()
    return _page(request, context, first_week(context, now), now, _message(context, after, noted))


@router.get("/week/{key}")
def week(  # noqa: PLR0913, PLR0917  # the address and its parameters
    request: Request,
    key: str,
    context: ContextHere,
    service: ServiceHere,
    after: After = None,
    noted: str = "",
) -> Response:
    """Shows the week with this key, such as 2026-W48; `after` is the version that an action just made."""
    now = service.clock.now()
    return _page(request, context, week_or_nothing(key, context, now), now, _message(context, after, noted))


@router.post("/plan")
def plan(request: Request, context: ContextHere, service: ServiceHere, force: Entered = "") -> Response:
    """Reads every calendar and plans, without a preview: the result is unknown until they are read."""
    asked = RequestedAction("sync", "/", is_confirmed=True, force=bool(force))
    return answer(request, context, service, asked)


def _page(
    request: Request, context: AthleteContext, week: Week, now: datetime, message: dict[str, Any]
) -> Response:
    config = context.config
    shown = shown_week(context, week, now)
    marks = context.archive.plans.marks()
    view = week_view(
        shown,
        tuple(busy_of(context)),
        pinned=frozenset(mark.session for mark in marks if mark.kind is MarkKind.PINNED),
        race=config.season.race,
        titles=config.page.titles,
        now=now,
    )
    this = week_of(now, config.athlete.zone)
    values: dict[str, Any] = {
        "dates": dates_of(request, config.athlete.zone, config.page.clock),
        "now": now,
        "view": view,
        "shown": shown,
        "week": week,
        "this": this,
        "names": NAMES,
        "sort": sort_of(week, config.season),
        "block_week": config.season.block_week(week),
        "coming": next((one for one in shown.sessions if one.status.is_open), None),
        "load": sum_of(shown),
        "sources": sources_view(context, now),
        "lately": recent_changes(context.archive.plans, week.zone, now=now, week=week.key),
        "strip": _strip(context, week, this, now),
        "offers": [offer.sentence(week.zone) for offer in offers_of(context.archive.plans.head())],
        "is_first": context.archive.plans.head() is None,
        **message,
    }
    return page(request, "week.html", **values)


def _message(context: AthleteContext, after: int | None, noted: str) -> dict[str, Any]:
    """What the page says about the action that led to it."""
    version = version_view(context.archive.plans, after, context.config.athlete.zone)
    return {"after": version, "noted": NOTED.get(noted, "")}


def sum_of(shown: ShownWeek) -> dict[str, Any]:
    """The sums of the week: sessions, lifting, running and hard days."""
    counted = [one.placement for one in shown.sessions if one.status.counts]
    days = [*loads(counted, shown.week.days, shown.week.zone)]
    return {
        "sessions": len(counted),
        "lifting": sum((day.lifting for day in days), timedelta()),
        "running": sum((day.running for day in days), timedelta()),
        "hard_days": sum(day.hard_days for day in days),
    }


def _strip(context: AthleteContext, week: Week, this: Week, now: datetime) -> MonthStrip:
    first = week.first_day - BEFORE * timedelta(days=DAYS_IN_A_WEEK)
    weeks = [Week(first + n * timedelta(days=DAYS_IN_A_WEEK), week.zone) for n in range(BEFORE + 1 + AFTER)]
    window = Span(weeks[0].span.start, weeks[-1].span.end)
    placements = _counting(context, window, now)
    days = [day for each in weeks for day in each.days]
    return month_strip(
        loads(placements, days, week.zone), weeks, season=context.config.season, shown=week, this=this
    )


def _counting(context: AthleteContext, window: Span, now: datetime) -> "list[Placement]":
    """The placements in the window that were trained or are still to come; not those skipped or missed."""
    plans, logged, zone = context.archive.plans, context.logged(), context.config.athlete.zone
    marks = {mark.session: mark for mark in plans.marks()}
    every = (stood.placement for stood in sessions_between(plans, window))
    return [
        one
        for one in every
        if session_status(one, mark=marks.get(one.session.id), logged=logged, zone=zone, now=now).counts
    ]
