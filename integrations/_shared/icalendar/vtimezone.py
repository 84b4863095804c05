"""Writes a zone as the simplest correct VTIMEZONE, for calendar apps that do not know the zone's name."""

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
    """One change of a zone's clock, from the offset `before` to the offset `after`.

    Shape: `name` is the abbreviation after the change, such as CEST.
    Units: `clock` is the naive local time of the change, by the offset before it.
    """

    clock: datetime
    before: timedelta
    after: timedelta
    name: str


def vtimezone(zone: ZoneInfo, span: Span) -> Timezone:
    """The VTIMEZONE that gives every instant of `span` its offset in `zone`.

    Shape: changes that follow one yearly rule become one observance with this rule, every other change an
    observance of its own. No observance needs its RDATE to be read: Outlook ignores RDATEs, and would show
    every event after the first change an hour off.
    """
    # Starts a year earlier, so that the change in force at the start of the span is included.
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
    """The rule of changes that fall each year on the nth weekday of the same month; None if there is none."""
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
    # Decided by the direction of the change, not by `dst()`: the zone data of Dublin and Morocco call that
    # half of the year standard time which calendar apps expect to be daylight time.
    observance = TimezoneDaylight() if change.after > change.before else TimezoneStandard()
    observance.add("DTSTART", change.clock)
    observance.add("TZOFFSETFROM", change.before)
    observance.add("TZOFFSETTO", change.after)
    observance.add("TZNAME", change.name)
    if rule:
        observance.add("RRULE", vRecur(rule))
    else:
        observance.add("RDATE", change.clock)  # repeats DTSTART: Home Assistant ignores a DTSTART alone
    return observance
