"""Seven days on the athlete's own clock, whose zone may change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum
from functools import cached_property

from service.domain.itinerary import Itinerary, Zone
from service.domain.span import Span

DAYS_IN_A_WEEK = 7


class Weekday(IntEnum):
    """A weekday, numbered as `date.weekday` does."""

    MON, TUE, WED, THU, FRI, SAT, SUN = range(DAYS_IN_A_WEEK)


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """A range of clock time such as 17:00 to 20:30; an end at or before the start lies on the next day."""

    start: time
    end: time


@dataclass(frozen=True)
class Week:
    """Seven local days of the athlete, beginning on any weekday.

    Units: days are calendar dates in `zone`. They are 23 to 25 hours long when the clock changes, and up
    to two days long when the athlete crosses the date line.
    """

    first_day: date
    zone: Zone

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The seven dates in order."""
        return tuple(self.first_day + timedelta(days=n) for n in range(DAYS_IN_A_WEEK))

    @cached_property
    def span(self) -> Span:
        """From local midnight before the first day to local midnight after the last."""
        return Span(self.at(self.first_day, time()), self.at(self.days[-1] + timedelta(days=1), time()))

    @property
    def key(self) -> str:
        """The ISO week of its first day, such as 2026-W48; it begins every readable id."""
        year, number, _ = self.first_day.isocalendar()
        return f"{year}-W{number:02}"

    @property
    def following(self) -> "Week":
        """The next seven days."""
        return Week(self.first_day + timedelta(days=DAYS_IN_A_WEEK), self.zone)

    @property
    def preceding(self) -> "Week":
        """The previous seven days."""
        return Week(self.first_day - timedelta(days=DAYS_IN_A_WEEK), self.zone)

    def at(self, day: date, clock: time) -> datetime:
        """The instant at which the athlete's clock shows `clock` on `day`.

        Shape: a time that the clock skips in spring is read with the offset before the change. Of a time
        that it shows twice, in autumn or after a flight west, the first is meant. A time that a flight
        east leaves out means the end of the day.
        Source: RFC 5545, 3.3.5.
        """
        return datetime.combine(day, clock, self.zone).astimezone(UTC)

    def local(self, instant: datetime) -> datetime:
        """The time that the athlete's clock shows at `instant`."""
        return instant.astimezone(self.zone)

    def day_of(self, instant: datetime) -> date:
        """The athlete's date at `instant`."""
        return self.local(instant).date()

    def span_of(self, day: date) -> Span:
        """The span of one whole local day."""
        return Span(self.at(day, time()), self.at(day + timedelta(days=1), time()))

    def hours_on(self, day: date, hours: Hours) -> Span:
        """The span of a range of clock time that begins on `day`."""
        known = self._known_hours.get((day, hours))
        if known is None:
            last = day if hours.start < hours.end else day + timedelta(days=1)
            start, end = self.at(day, hours.start), self.at(last, hours.end)
            known = self._known_hours[day, hours] = Span(start, max(start, end))
        return known

    def nightly(self, hours: Hours) -> Iterator[Span]:
        """The spans of these hours, such as sleep, on the evening before the week and on each of its days."""
        for day in (self.first_day - timedelta(days=1), *self.days):
            yield self.hours_on(day, hours)

    @cached_property
    def _known_hours(self) -> dict[tuple[date, Hours], Span]:
        # A cache: pricing every hour of a week needs the same few spans thousands of times.
        return {}

    def away_on(self, day: date) -> str:
        """The IANA name of the zone the athlete is in on a day away from home; empty at home."""
        zone = self.zone.zone_on(day) if isinstance(self.zone, Itinerary) else self.zone
        return "" if zone.key == self.zone.key else zone.key

    @property
    def repeated_spans(self) -> tuple[Span, ...]:
        """The spans in which the clock shows the end of a day a second time, after a flight west."""
        return self.zone.repeated_spans if isinstance(self.zone, Itinerary) else ()


def week_of_key(key: str, zone: Zone) -> Week:
    """The ISO week with this key.

    Errors: ValueError for a text that is no key.
    """
    year, _, number = key.partition("-W")
    return Week(date.fromisocalendar(int(year), int(number), 1), zone)


def week_of(now: datetime, zone: Zone) -> Week:
    """The week from Monday to Sunday that holds `now`."""
    today = now.astimezone(zone).date()
    return Week(today - timedelta(days=today.weekday()), zone)


def coming_week(now: datetime, zone: Zone) -> Week:
    """The week that begins today if today is a Monday, else the week from next Monday."""
    today = now.astimezone(zone).date()
    return Week(today + timedelta(days=-today.weekday() % DAYS_IN_A_WEEK), zone)
