"""Time zones that a feed defines itself, by a VTIMEZONE and its observances (RFC 5545, 3.6.5)."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from integrations._shared.icalendar.lines import ContentLine
from integrations._shared.icalendar.moment import FIRST_WALL, LAST_WALL, NOTHING, Moment, Unreadable, later
from integrations._shared.icalendar.recurrence import StepBudget, TooManyDates, local_starts
from integrations._shared.icalendar.rule import Rule

OFFSET = re.compile(r"([+-]?)([0-9]{2})([0-9]{2})([0-9]{2})?")
KINDS = frozenset({"STANDARD", "DAYLIGHT"})
LARGEST_OFFSET = timedelta(hours=24)
TWO_YEARS = timedelta(days=2 * 366)


@dataclass(frozen=True, order=True)
class Onset:
    """A change of the clock, from the offset `before` to the offset `after`: the onset of an observance.

    Units: `wall` is the local time of the change, by the offset before it.
    """

    wall: datetime
    before: timedelta
    after: timedelta


@dataclass
class Observance:
    """One STANDARD or DAYLIGHT component: an offset from UTC, and when it takes effect."""

    start: datetime
    before: timedelta
    after: timedelta
    rules: list[Rule] = field(default_factory=list)
    extra: list[datetime] = field(default_factory=list)

    @classmethod
    def read(cls, lines: Sequence[ContentLine]) -> "Observance":
        """Reads an observance from its content lines.

        Errors: Unreadable when its start or an offset cannot be read, or it recurs more often than daily.
        """
        first = {line.name: line for line in reversed(lines)}
        if not first.keys() >= {"DTSTART", "TZOFFSETTO"}:
            raise Unreadable("is no zone: a part of it has no start or offset")
        after = _offset(first["TZOFFSETTO"])
        before = _offset(first["TZOFFSETFROM"]) if "TZOFFSETFROM" in first else after
        start = Moment.read(first["DTSTART"].value, None).wall
        rules = [Rule.read(line.value) for line in lines if line.name == "RRULE"]
        if any(rule.frequency in {"HOURLY", "MINUTELY"} for rule in rules):
            raise Unreadable("is no zone: its clock changes more than once a day")
        dates = [value for line in lines if line.name == "RDATE" for value in line.value.split(",") if value]
        extra = [datetime.combine(Moment.read(value, None).wall, start.time()) for value in dates]
        return cls(start, before, after, rules, extra)

    def onsets(self, first: datetime, last: datetime, allowance: StepBudget) -> Iterator[Onset]:
        """Every onset from `first` to `last`, in no order.

        Errors: Unreadable, TooHeavy, as `walls` raises them.
        """
        found = [self.start, *self.extra]
        for rule in self.rules:
            end = min(last, self._until(rule))
            found += local_starts(rule, self.start, first=first, last=end, allowance=allowance)
        return (Onset(wall, self.before, self.after) for wall in found if first <= wall <= last)

    def standing(self, wall: datetime, allowance: StepBudget) -> Iterator[Onset]:
        """Yields the last onset up to `wall`, or nothing if there is none.

        Errors: as `onsets`.
        """
        ends = sorted({wall, *(min(wall, self._until(rule)) for rule in self.rules)}, reverse=True)
        for first in (*(later(end, -TWO_YEARS) for end in ends), FIRST_WALL):
            onsets = [*self.onsets(first, wall, allowance)]
            if onsets:
                yield max(onsets)
                return

    def _until(self, rule: Rule) -> datetime:
        if rule.until is None:
            return LAST_WALL
        return later(rule.until.wall, self.before) if rule.until.zone is UTC else rule.until.wall


class FeedZone(tzinfo):
    """A `tzinfo` for the standard library's `datetime`, made from the observances of one VTIMEZONE.

    Errors: TooHeavy from every method that needs an offset.
    """

    def __init__(self, name: str, observances: Sequence[Observance], allowance: StepBudget) -> None:
        self._name = name
        self._observances = observances
        self._allowance = allowance
        self._years: dict[int, list[Onset]] = {}

    def utcoffset(self, moment: datetime | None) -> timedelta:
        """The offset at local time `moment`: in a gap the offset before it, for a repeated time the first."""
        wall = (moment or FIRST_WALL).replace(tzinfo=None)
        onsets = self._onsets_of(wall.year)
        reached = bisect_right(onsets, wall, key=lambda onset: onset.wall)
        if not reached:
            return min(self._observances, key=lambda one: one.start).before
        latest = onsets[reached - 1]
        in_gap = wall - latest.wall < latest.after - latest.before
        return latest.before if in_gap else latest.after

    def dst(self, _moment: datetime | None) -> timedelta:
        """Zero, because the offset already includes daylight saving time."""
        return NOTHING

    def tzname(self, _moment: datetime | None) -> str:
        """The TZID that the feed gives the zone."""
        return self._name

    def fromutc(self, moment: datetime) -> datetime:
        """The local time at a UTC instant; as `tzinfo` demands, `moment` is in UTC but carries this zone."""
        utc = moment.replace(tzinfo=None)
        for offset in sorted({each for one in self._observances for each in (one.before, one.after)}):
            if self.utcoffset(later(utc, offset)) == offset:
                return later(moment, offset)
        return later(moment, self.utcoffset(moment))

    def _onsets_of(self, year: int) -> list[Onset]:
        if year not in self._years:
            first = datetime.combine(date(year, 1, 1), time.min)
            last = datetime.combine(date(year, 12, 31), time.max)
            onsets: list[Onset] = []
            try:
                for one in self._observances:
                    onsets += one.standing(first, self._allowance)
                    onsets += one.onsets(first, last, self._allowance)
            except Unreadable as error:
                # Raised in the middle of datetime arithmetic, which cannot go on without an offset.
                raise TooManyDates from error
            self._years[year] = sorted(onsets)
        return self._years[year]


def _offset(line: ContentLine) -> timedelta:
    match = OFFSET.fullmatch(line.value)
    if not match:
        raise Unreadable("is no offset from UTC")
    offset = timedelta(hours=int(match[2]), minutes=int(match[3]), seconds=int(match[4] or 0))
    if offset >= LARGEST_OFFSET:
        raise Unreadable("is no offset from UTC")
    return -offset if match[1] == "-" else offset
