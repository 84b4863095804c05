"""Computes the recurrence set of one event, from its start, rules, extra dates and excluded dates."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cached_property

from integrations._shared.icalendar.event import Event
from integrations._shared.icalendar.moment import DAY, Length, Moment, instant, later
from integrations._shared.icalendar.recurrence import StepBudget, local_starts, matches
from service.domain.span import Span

# A local time differs from UTC by at most a day, and a whole day ends a day after it begins.
SLACK = 2 * DAY


@dataclass(frozen=True)
class Occurrence:
    """One occurrence of an event: its start and its length.

    Shape: `wall` is the local time in `zone` at which it starts.
    """

    event: Event
    wall: datetime
    zone: tzinfo
    length: Length

    @cached_property
    def begins(self) -> datetime:
        """The UTC instant at which it starts."""
        return instant(self.wall, self.zone)

    @cached_property
    def span(self) -> Span:
        """The span from its start to its end; empty if its length is not positive."""
        return Span(self.begins, max(self.begins, self.length.end(self.wall, self.zone)))


def standing(event: Event) -> Occurrence:
    """The occurrence at the event's own start, whatever its recurrence."""
    return Occurrence(event, event.start.wall, event.zone, event.length)


def occurrences(event: Event, reach: Span, allowance: StepBudget) -> list[Occurrence]:
    """The occurrences of an event near `reach`: every one that touches it, and few others.

    Errors: Unreadable when a rule asks for too many dates, TooHeavy when the allowance is spent.
    """
    first = later(reach.start.replace(tzinfo=None), -event.length.reach - SLACK)
    last = later(reach.end.replace(tzinfo=None), SLACK)
    regular = _local_starts(event, first, last, allowance) if event.rules else {event.start.wall}
    found = [Occurrence(event, wall, event.zone, event.length) for wall in regular]
    found += (_extra(event, moment, length) for moment, length in event.extra)
    return [*_without_excluded(event, {one.begins: one for one in found})]


def _local_starts(event: Event, first: datetime, last: datetime, allowance: StepBudget) -> set[datetime]:
    start = event.start.wall
    regular = {
        wall
        for rule in event.rules
        for wall in local_starts(
            rule, start, first=first, last=min(last, event.last_wall(rule)), allowance=allowance
        )
    }
    for rule in event.exceptions:
        end = min(last, event.last_wall(rule))
        regular.difference_update(matches(rule, start, first=first, last=end, allowance=allowance))
    return regular


def _extra(event: Event, moment: Moment, length: Length | None) -> Occurrence:
    clock = event.start.wall.time()
    if event.whole_day:
        return Occurrence(event, datetime.combine(moment.day(event.zone), clock), event.zone, event.length)
    if moment.whole_day:
        return Occurrence(event, datetime.combine(moment.wall, clock), event.zone, event.length)
    return Occurrence(event, moment.wall, moment.zone or event.zone, length or event.length)


def _without_excluded(event: Event, found: dict[datetime, Occurrence]) -> Iterator[Occurrence]:
    days = {moment.day(event.zone) for moment in event.excluded if event.whole_day or moment.whole_day}
    instants = {moment.instant(event.zone) for moment in event.excluded if not moment.whole_day}
    for begins, one in found.items():
        if begins not in instants and one.wall.date() not in days:
            yield one
