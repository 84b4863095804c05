"""The athlete's seven days on their own clock, which may change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum
from functools import cached_property

from service.domain.itinerary import Itinerary, Zone
from service.domain.span import Span

DAYS_IN_A_WEEK = 7


class Weekday(IntEnum):
    """A day's name, numbered as `date.weekday` does."""

    MON, TUE, WED, THU, FRI, SAT, SUN = range(DAYS_IN_A_WEEK)


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """A stretch of clock time such as 17:00 to 20:30; an end at or before the start lies on the next day."""

    start: time
    end: time


@dataclass(frozen=True)
class Week:
    """Seven local days of the athlete, from any weekday on.

    Units: days are calendar dates in `zone`, 23 to 25 hours long when the clock changes, and of
    any length up to two days' when the athlete crosses the date line.
    """

    first_day: date
    zone: Zone

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The seven dates in order."""
        return tuple(self.first_day + timedelta(days=n) for n in range(DAYS_IN_A_WEEK))

    @cached_property
    def span(self) -> Span:
        """From local midnight to local midnight, a week later."""
        return Span(self.at(self.first_day, time()), self.at(self.days[-1] + timedelta(days=1), time()))

    @property
    def key(self) -> str:
        """The ISO week its first day lies in, such as 2026-W48: the week part of every id."""
        year, number, _ = self.first_day.isocalendar()
        return f"{year}-W{number:02}"

    @property
    def following(self) -> "Week":
        """The seven days after these."""
        return Week(self.first_day + timedelta(days=DAYS_IN_A_WEEK), self.zone)

    @property
    def preceding(self) -> "Week":
        """The seven days before these."""
        return Week(self.first_day - timedelta(days=DAYS_IN_A_WEEK), self.zone)

    def at(self, day: date, clock: time) -> datetime:
        """The instant at which the athlete's clock shows `clock` on `day`.

        A time the clock skips in spring is read with the offset before the change, a time it shows
        twice in autumn is the first of the two (RFC 5545, 3.3.5). Of what a flight west brings twice
        it is the first too, and what a flight east leaves out is the end of the day.
        """
        return datetime.combine(day, clock, self.zone).astimezone(UTC)

    def local(self, instant: datetime) -> datetime:
        """What the athlete's clock shows at `instant`."""
        return instant.astimezone(self.zone)

    def day_of(self, instant: datetime) -> date:
        """The athlete's date at `instant`."""
        return self.local(instant).date()

    def span_of(self, day: date) -> Span:
        """The whole of one local day."""
        return Span(self.at(day, time()), self.at(day + timedelta(days=1), time()))

    def hours_on(self, day: date, hours: Hours) -> Span:
        """The real time of one stretch of clock hours that begins on `day`."""
        known = self._known_hours.get((day, hours))
        if known is None:
            last = day if hours.start < hours.end else day + timedelta(days=1)
            start, end = self.at(day, hours.start), self.at(last, hours.end)
            known = self._known_hours[day, hours] = Span(start, max(start, end))
        return known

    def nightly(self, hours: Hours) -> Iterator[Span]:
        """Each stretch of such clock hours that can touch the week, last night's included."""
        for day in (self.first_day - timedelta(days=1), *self.days):
            yield self.hours_on(day, hours)

    @cached_property
    def _known_hours(self) -> dict[tuple[date, Hours], Span]:
        # Pricing every hour of a week asks for the same few stretches thousands of times.
        return {}

    def away_on(self, day: date) -> str:
        """The IANA name of the zone the athlete is in on a day away from home; empty at home."""
        zone = self.zone.zone_on(day) if isinstance(self.zone, Itinerary) else self.zone
        return "" if zone.key == self.zone.key else zone.key

    @property
    def second_showings(self) -> tuple[Span, ...]:
        """The hours a flight west brings once more, when the day has been lived already."""
        return self.zone.second_showings if isinstance(self.zone, Itinerary) else ()


def week_called(key: str, zone: Zone) -> Week:
    """The whole ISO week of such a key.

    Errors: ValueError for a key that is none.
    """
    year, _, number = key.partition("-W")
    return Week(date.fromisocalendar(int(year), int(number), 1), zone)


def week_of(now: datetime, zone: Zone) -> Week:
    """The week from the Monday before, or today's, that holds `now`."""
    today = now.astimezone(zone).date()
    return Week(today - timedelta(days=today.weekday()), zone)


def coming_week(now: datetime, zone: Zone) -> Week:
    """The week that begins today if today is a Monday, and else the one from next Monday."""
    today = now.astimezone(zone).date()
    return Week(today + timedelta(days=-today.weekday() % DAYS_IN_A_WEEK), zone)
