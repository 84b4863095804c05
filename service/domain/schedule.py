"""When a job is due: at set hours, at an interval, after another job, or when it is requested."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol

from service.domain.itinerary import Zone
from service.domain.job_record import JobRecord
from service.domain.week import Weekday
from service.domain.weekly_hour import WeeklyHour

JITTER = 0.1
"""The part by which an interval may vary, so that not all calendars are read at the same moment."""


def jitter(chance: float) -> float:
    """The factor by which an interval is made longer or shorter; `chance` lies between 0 and 1."""
    return 1 - JITTER + 2 * JITTER * chance


class Schedule(Protocol):
    """Decides when a job is due."""

    def due_slot(self, record: JobRecord, now: datetime) -> datetime | None:
        """The instant for which the job is due now, None when it is not due."""

    def after(self, now: datetime, *, chance: float) -> datetime:
        """When the job is due next; `chance` lies between 0 and 1."""


@dataclass(frozen=True)
class AtHours:
    """A job due at hours of the athlete's clock; of several missed hours only the last is made up for."""

    hours: tuple[WeeklyHour, ...]
    zone: Zone

    @classmethod
    def daily(cls, clock: time, zone: Zone) -> "AtHours":
        """A schedule with the same time on every day."""
        return cls(tuple(WeeklyHour(weekday, clock) for weekday in Weekday), zone)

    def last(self, now: datetime) -> datetime:
        """The newest of the hours, `now` included."""
        return max(hour.last(now, self.zone) for hour in self.hours)

    def due_slot(self, record: JobRecord, now: datetime) -> datetime | None:
        """The newest of the hours, unless the job has run for it or for a later one."""
        newest, done_for = self.last(now), record.done_for(now)
        return None if done_for and newest <= done_for else newest

    def after(self, now: datetime, *, chance: float) -> datetime:
        """The next of the hours; `chance` changes nothing."""
        del chance
        return min(hour.after(now, self.zone) for hour in self.hours)


@dataclass(frozen=True)
class Every:
    """A job due again and again, with about `pace` between two runs."""

    interval: timedelta

    @property
    def longest(self) -> timedelta:
        """The longest time between two runs."""
        return self.interval * (1 + JITTER)

    def due_slot(self, record: JobRecord, now: datetime) -> datetime | None:
        """Now, unless it is too early.

        Shape: a due time further away than the longest interval was written by a wrong clock, and is
        ignored.
        """
        return None if now < record.due_at <= now + self.longest else now

    def after(self, now: datetime, *, chance: float) -> datetime:
        """One interval from now, a little shorter or longer by `chance`."""
        return now + self.interval * jitter(chance)


@dataclass(frozen=True)
class Following:
    """A job due after each run of another job; `slot` is the instant for which that job last ran."""

    slot: datetime | None

    def due_slot(self, record: JobRecord, now: datetime) -> datetime | None:
        """The slot of the other job, unless this job has run for it or for a later one."""
        done_for = record.done_for(now)
        return None if self.slot and done_for and self.slot <= done_for else self.slot

    def after(self, now: datetime, *, chance: float) -> datetime:
        """Now: the job is due as soon as the other job has run again."""
        del chance
        return now


@dataclass(frozen=True)
class OnRequest:
    """A job due when it is requested, and after a failure until it succeeds."""

    is_requested: bool

    def due_slot(self, record: JobRecord, now: datetime) -> datetime | None:
        """Now, when it is requested or its last run failed."""
        return now if self.is_requested or record.failures else None

    def after(self, now: datetime, *, chance: float) -> datetime:
        """Now: the job is due as soon as it is requested again."""
        del chance
        return now
