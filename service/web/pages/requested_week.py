"""Finds the week that a page is about, and what is planned and done in it."""

from datetime import datetime, timedelta

from starlette.exceptions import HTTPException

from service.athletes.context import AthleteContext
from service.athletes.request_from_config import usual_sessions
from service.domain.entry import split_session_key
from service.domain.week import Week, week_of, week_of_key
from service.usecases.showing.show_week import ShownWeek, show_week

FARTHEST = timedelta(weeks=520)
"""Weeks farther from now have no page, so that the links from week to week end somewhere."""


def week_or_nothing(key: str, context: AthleteContext, now: datetime) -> Week:
    """The week with this key, such as 2026-W48.

    Errors: HTTPException 404 when the key is no week, or the week is farther from now than `FARTHEST`.
    """
    try:
        found = week_of_key(key, context.config.athlete.zone)
        is_near = abs(found.span.start - now) < FARTHEST
    except (ValueError, OverflowError) as error:
        raise HTTPException(404) from error
    if not is_near or found.key != key:
        raise HTTPException(404)
    return found


def week_key_of(session: str) -> str:
    """The key of the week in a session's readable id.

    Errors: HTTPException 404 when the text is no such id.
    """
    try:
        return split_session_key(session)[0]
    except ValueError as error:
        raise HTTPException(404) from error


def first_week(context: AthleteContext, now: datetime) -> Week:
    """The first week with sessions, from the current week on; the current week when there is none."""
    zone, head = context.config.athlete.zone, context.archive.plans.head()
    this = week_of(now, zone)
    starts = [placement.start for placement in head.placements] if head else []
    first = min((start for start in starts if this.span.start <= start), default=now)
    return week_of(max(first, now), zone)


def shown_week(context: AthleteContext, week: Week, now: datetime) -> ShownWeek:
    """The week with its planned, done and dropped sessions."""
    config = context.config
    return show_week(
        week,
        context.archive.plans,
        asked=usual_sessions(config),
        logged=context.logged(),
        rules=config.rules,
        now=now,
    )
