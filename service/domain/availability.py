"""Computes the time in which training may be planned, from busy time, sleep and allowed hours."""

from collections.abc import Iterable
from datetime import timedelta

from service.domain.athlete import Athlete
from service.domain.span import Span, intersect, merge, subtract
from service.domain.training import Session
from service.domain.week import Week, Weekday


def free_time(athlete: Athlete, week: Week, busy: Iterable[Span]) -> tuple[Span, ...]:
    """The week's time that is allowed, awake and not busy, on days that are not blocked."""
    evening_before = week.first_day - timedelta(days=1)
    allowed = (
        week.hours_on(day, hours)
        for day in (evening_before, *week.days)
        for hours in athlete.hours.get(Weekday(day.weekday()), ())
    )
    blocked = (week.span_of(day) for day in week.days if athlete.blocks(day))
    free = subtract(allowed, [*busy, *week.nightly(athlete.sleep), *blocked, *week.repeated_spans])
    return intersect(free, [week.span])


def room_for(session: Session, free: Iterable[Span]) -> tuple[Span, ...]:
    """The spans inside which the session fits when its travel before and after must be free too."""
    reach = session.before + session.duration + session.after
    return tuple(
        Span(span.start + session.before, span.end - session.after)
        for span in merge(free)
        if reach <= span.duration
    )
