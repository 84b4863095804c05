"""Which week a page is about, and that week as it stands."""

from datetime import datetime, timedelta

from starlette.exceptions import HTTPException

from service.athletes.context import AthleteContext
from service.athletes.request_from_config import usual_sessions
from service.domain.entry import parted
from service.domain.week import Week, week_called, week_of
from service.usecases.showing.show_week import ShownWeek, show_week

FARTHEST = timedelta(weeks=520)
"""Nobody looks at weeks farther from now; links to the next one shall end somewhere."""


def week_or_nothing(key: str, context: AthleteContext, now: datetime) -> Week:
    """The week of that name.

    Errors: HTTPException 404 for one that is none, or centuries away.
    """
    try:
        found = week_called(key, context.config.athlete.zone)
        is_near = abs(found.span.start - now) < FARTHEST
    except (ValueError, OverflowError) as error:
        raise HTTPException(404) from error
    if not is_near or found.key != key:
        raise HTTPException(404)
    return found


def week_key_of(session: str) -> str:
    """The week of a session by its readable id.

    Errors: HTTPException 404 for an id that is none.
    """
    try:
        return parted(session)[0]
    except ValueError as error:
        raise HTTPException(404) from error


def first_week(context: AthleteContext, now: datetime) -> Week:
    """The week that holds now or, when nothing stands in it, the next one in which something does."""
    zone, head = context.config.athlete.zone, context.archive.plans.head()
    this = week_of(now, zone)
    starts = [placement.start for placement in head.placements] if head else []
    first = min((start for start in starts if this.span.start <= start), default=now)
    return week_of(max(first, now), zone)


def shown_week(context: AthleteContext, week: Week, now: datetime) -> ShownWeek:
    """The week as it stands."""
    config = context.config
    return show_week(
        week,
        context.archive.plans,
        asked=usual_sessions(config),
        logged=context.logged(),
        rules=config.rules,
        now=now,
    )
