"""A zone spelt out for calendars that do not know its name, as the simplest VTIMEZONE that is right."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from service.domain.span import Span

DAY = timedelta(days=1)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Change:
    """The clock going from one offset to another.

    Shape: `clock` is what it showed, or would have shown, at that moment before the change; naive.
    """

    clock: datetime
    before: timedelta
    after: timedelta
    name: str


def vtimezone(zone: ZoneInfo, span: Span) -> Timezone:
    """The component that gives every instant of `span` its offset in `zone`.

    Shape: changes that follow one yearly rule become that rule, any other stands alone. No change is
    left to an RDATE: Outlook skips those, and shows every event after the first change an hour off.
    """
    # From the year before, so that the change in force at the start of the span is among them.
    years = range(span.start.year - 1, span.end.year + 1)
    changes = [*_changes(zone, years)]
    if not changes or span.start < _instant(changes[0]):
        start = datetime(years[0], 1, 1, tzinfo=zone).astimezone(UTC)
        changes.insert(0, _change(zone, start, _offset(zone, start)))
    component = Timezone()
    component.add("TZID", zone.key)
    for alike in _alike(changes):
        rule = _yearly_rule(alike, years)
        for change in alike[:1] if rule else alike:
            component.add_component(_observance(change, rule))
    return component


def _changes(zone: ZoneInfo, years: range) -> Iterator[Change]:
    day = datetime(years[0], 1, 1, tzinfo=UTC)
    while day.year in years:
        before = _offset(zone, day)
        if _offset(zone, day + DAY) != before:
            seconds = bisect_left(
                range(DAY // timedelta(seconds=1)),
                x=True,
                key=lambda second: _offset(zone, day + timedelta(seconds=second)) != before,
            )
            yield _change(zone, day + timedelta(seconds=seconds), before)
        day += DAY


def _change(zone: ZoneInfo, instant: datetime, before: timedelta) -> Change:
    local = instant.astimezone(zone)
    clock = (instant + before).replace(tzinfo=None)
    return Change(clock, before, _offset(zone, instant), local.tzname() or zone.key)


def _offset(zone: ZoneInfo, instant: datetime) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta()


def _instant(change: Change) -> datetime:
    return (change.clock - change.before).replace(tzinfo=UTC)


def _alike(changes: Iterable[Change]) -> Iterable[list[Change]]:
    groups: dict[object, list[Change]] = defaultdict(list)
    for change in changes:
        clock = change.clock
        groups[change.before, change.after, change.name, clock.month, clock.time()].append(change)
    return groups.values()


def _yearly_rule(changes: list[Change], years: range) -> dict[str, str | int] | None:
    """The nth weekday of the month on which all of them fall, if there is one change in every year."""
    if [change.clock.year for change in changes] != [*years]:
        return None
    weekdays = {change.clock.weekday() for change in changes}
    if len(weekdays) > 1:
        return None
    weekday = WEEKDAYS[weekdays.pop()]
    last = all((change.clock + 7 * DAY).month != change.clock.month for change in changes)
    counted = {(change.clock.day - 1) // 7 + 1 for change in changes}
    if not last and len(counted) > 1:
        return None
    nth = -1 if last else counted.pop()
    return {"FREQ": "YEARLY", "BYMONTH": changes[0].clock.month, "BYDAY": f"{nth}{weekday}"}


def _observance(change: Change, rule: dict[str, str | int] | None) -> TimezoneStandard | TimezoneDaylight:
    # By the clock's direction: Dublin's and Morocco's own idea of which half is the standard one is
    # the reverse of what calendars expect.
    observance = TimezoneDaylight() if change.after > change.before else TimezoneStandard()
    observance.add("DTSTART", change.clock)
    observance.add("TZOFFSETFROM", change.before)
    observance.add("TZOFFSETTO", change.after)
    observance.add("TZNAME", change.name)
    if rule:
        observance.add("RRULE", vRecur(rule))
    else:
        observance.add("RDATE", change.clock)  # says nothing new, but Home Assistant overlooks a bare DTSTART
    return observance
