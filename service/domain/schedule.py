"""When a duty comes round: at hours of the athlete's clock, after a while, after another, when asked for."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol

from service.domain.itinerary import Zone
from service.domain.job_record import JobRecord
from service.domain.week import Weekday
from service.domain.weekly_hour import WeeklyHour

UNEVEN = 0.1
"""By what part a pace may be longer or shorter, so that not everything is asked at one moment."""


def uneven(chance: float) -> float:
    """What to make a pace longer or shorter by; `chance` lies between 0 and 1."""
    return 1 - UNEVEN + 2 * UNEVEN * chance


class Schedule(Protocol):
    """What decides when a duty is owed."""

    def owed(self, record: JobRecord, now: datetime) -> datetime | None:
        """The instant it is owed for, None when it is not owed."""

    def after(self, now: datetime, *, chance: float) -> datetime:
        """When it comes round next; `chance` lies between 0 and 1."""


@dataclass(frozen=True)
class AtHours:
    """At hours of the athlete's clock: of all that were missed the last is made up for, once."""

    hours: tuple[WeeklyHour, ...]
    zone: Zone

    @classmethod
    def daily(cls, clock: time, zone: Zone) -> "AtHours":
        """The same time of every day."""
        return cls(tuple(WeeklyHour(weekday, clock) for weekday in Weekday), zone)

    def last(self, now: datetime) -> datetime:
        """The newest of them, `now` included."""
        return max(hour.last(now, self.zone) for hour in self.hours)

    def owed(self, record: JobRecord, now: datetime) -> datetime | None:
        """The newest of them, unless it was done for it or a later one."""
        newest, done_for = self.last(now), record.done_for(now)
        return None if done_for and newest <= done_for else newest

    def after(self, now: datetime, *, chance: float) -> datetime:
        """The next of them, without regard to chance."""
        del chance
        return min(hour.after(now, self.zone) for hour in self.hours)


@dataclass(frozen=True)
class Every:
    """Again and again with about so much time between."""

    pace: timedelta

    @property
    def longest(self) -> timedelta:
        """How much time lies between at the most."""
        return self.pace * (1 + UNEVEN)

    def owed(self, record: JobRecord, now: datetime) -> datetime | None:
        """Now, unless it is too soon; what is due later than it can be was put down by a wrong clock."""
        return None if now < record.due_at <= now + self.longest else now

    def after(self, now: datetime, *, chance: float) -> datetime:
        """A pace from now, or a little less or more."""
        return now + self.pace * uneven(chance)


@dataclass(frozen=True)
class Following:
    """After each time something else was done; `slot` is the instant that was last done for."""

    slot: datetime | None

    def owed(self, record: JobRecord, now: datetime) -> datetime | None:
        """That instant, unless it was done for it or a later one."""
        done_for = record.done_for(now)
        return None if self.slot and done_for and self.slot <= done_for else self.slot

    def after(self, now: datetime, *, chance: float) -> datetime:
        """At once, when the other is done again."""
        del chance
        return now


@dataclass(frozen=True)
class WhenAsked:
    """When something has happened, and until it was done."""

    is_asked: bool

    def owed(self, record: JobRecord, now: datetime) -> datetime | None:
        """Now, when it is asked for, or was and failed."""
        return now if self.is_asked or record.failures else None

    def after(self, now: datetime, *, chance: float) -> datetime:
        """At once, should it be asked for again."""
        del chance
        return now
