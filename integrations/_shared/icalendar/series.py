"""Computes the recurrence set of all events with one UID: the series and the instances replaced in it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from integrations._shared.icalendar.event import Event, Fault
from integrations._shared.icalendar.moment import NOTHING, Moment, Unreadable, instant, later
from integrations._shared.icalendar.occurrence import Occurrence, occurrences, standing
from integrations._shared.icalendar.recurrence import StepBudget
from service.domain.span import Span


class Series:
    """All events of one UID, combined into one recurrence set.

    Shape: of the events without a RECURRENCE-ID, those with the highest SEQUENCE all take place, because
    careless feeds give every event the same UID. The others are older versions and do not count. `failed`
    holds the events whose rules ask for too many dates.
    """

    def __init__(self, events: Sequence[Event]) -> None:
        originals = [event for event in events if event.replaces is None]
        newest = max((event.sequence for event in originals), default=0)
        self._originals = [event for event in originals if event.sequence == newest]
        self._zone = self._originals[0].zone if self._originals else None
        self._whole_days = any(event.whole_day for event in self._originals)
        self.failed: list[Event] = []
        self._by_instant: dict[datetime, Event] = {}
        self._by_day: dict[date, Event] = {}
        for event in sorted(events, key=lambda event: (event.sequence, event.word("DTSTAMP"))):
            if event.replaces:
                self._replace(event.replaces, event)
        self._future_changes = sorted(
            ((begins, event) for begins, event in self._by_instant.items() if event.onwards),
            key=lambda change: change[0],
        )

    def occurrences(self, reach: Span, allowance: StepBudget) -> Iterator[Occurrence]:
        """Yields every occurrence that touches `reach`, those without length included.

        Errors: TooHeavy. An event whose rule asks for too many dates is left out, and gets a fault.
        """
        shifts = (self._time_change(begins, event) for begins, event in self._future_changes)
        slack = max(map(abs, shifts), default=NOTHING)
        longest = max((event.length.reach for _, event in self._future_changes), default=NOTHING)
        wide = Span(later(reach.start, -slack - longest), later(reach.end, slack))
        for one in (*self._regular(wide, allowance), *self._replacements()):
            if one.span.overlaps(reach) or reach.start <= one.begins < reach.end:
                yield one

    def _replace(self, instance: Moment, event: Event) -> None:
        zone = self._zone or event.zone
        if self._whole_days:
            midnight = datetime.combine(instance.day(zone), time())
            self._by_instant[instant(midnight, zone)] = event
        elif instance.whole_day:
            self._by_day[instance.wall.date()] = event
        else:
            self._by_instant[instance.instant(zone)] = event

    def _regular(self, reach: Span, allowance: StepBudget) -> Iterator[Occurrence]:
        for event in self._originals:
            try:
                found = occurrences(event, reach, allowance)
            except Unreadable as error:
                event.faults.append(Fault(0, f"has a rule that {error}; it was left out"))
                self.failed.append(event)
                continue
            for one in found:
                if one.begins not in self._by_instant and one.wall.date() not in self._by_day:
                    yield self._with_future_change(one)

    def _replacements(self) -> Iterator[Occurrence]:
        yield from map(standing, (*self._by_instant.values(), *self._by_day.values()))

    def _with_future_change(self, one: Occurrence) -> Occurrence:
        changes = bisect_right(self._future_changes, one.begins, key=lambda change: change[0])
        if not changes:
            return one
        begins, event = self._future_changes[changes - 1]
        zone = event.zone if event.whole_day else one.zone
        return Occurrence(event, later(one.wall, self._time_change(begins, event)), zone, event.length)

    def _time_change(self, begins: datetime, event: Event) -> timedelta:
        zone = self._zone or event.zone
        return event.start.wall_in(zone) - Moment(begins.replace(tzinfo=None), UTC).wall_in(zone)
