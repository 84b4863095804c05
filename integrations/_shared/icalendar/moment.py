"""Reads DATE, DATE-TIME and DURATION values of iCalendar (RFC 5545, 3.3.4 to 3.3.6)."""

import math
import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Self

STAMP = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T([0-9]{2})([0-9]{2})([0-9]{2})?(Z)?)?")
DURATION = re.compile(
    r"([+-]?)P(?=[0-9T])(?:([0-9]{1,6})W)?(?:([0-9]{1,6})D)?"
    r"(?:T(?=[0-9])(?:([0-9]{1,8})H)?(?:([0-9]{1,8})M)?(?:([0-9]{1,10})S)?)?"
)
DAY = timedelta(days=1)
NOTHING = timedelta()
FIRST_WALL, LAST_WALL = datetime.min, datetime.max  # noqa: DTZ901 (a local time has no zone)


class Unreadable(ValueError):
    """A value that cannot be read; the message is a clause that says why."""


def instant(wall: datetime, zone: tzinfo) -> datetime:
    """The UTC instant of the local time `wall` in `zone`.

    Shape: a local time that a clock change skips is read by the offset before the change. Near the first and
    the last possible datetime, where the instant cannot be represented, `wall` itself is taken as UTC.
    """
    try:
        return wall.replace(tzinfo=zone).astimezone(UTC)
    except OverflowError:
        return wall.replace(tzinfo=UTC)


def later(moment: datetime, delta: timedelta) -> datetime:
    """`moment + delta`, limited to the first and the last possible datetime."""
    try:
        return moment + delta
    except OverflowError:
        return (LAST_WALL if delta > NOTHING else FIRST_WALL).replace(tzinfo=moment.tzinfo)


@dataclass(frozen=True, slots=True)
class Moment:
    """A local time: what a clock shows, in a known zone or floating.

    Shape: without `zone` it is floating. `whole_day` means a DATE; its `wall` is the midnight at its start.
    Units: `wall` is naive.
    """

    wall: datetime
    zone: tzinfo | None = None
    whole_day: bool = False

    @classmethod
    def read(cls, value: str, zone: tzinfo | None) -> Self:
        """Reads a DATE or DATE-TIME value.

        Shape: a Z in the value has precedence over `zone`. Hour 24 and second 60 carry over.
        Errors: Unreadable.
        """
        stamp = STAMP.fullmatch(value.upper())
        if not stamp:
            raise Unreadable("is no date or time")
        year, month, day, hour, minute, second = (int(digits or 0) for digits in stamp.groups()[:6])
        if hour > 24 or minute > 59 or second > 60:  # noqa: PLR2004 (24:00:00 and leap seconds)
            raise Unreadable("is no time of day")
        try:
            clock = timedelta(hours=hour, minutes=minute, seconds=second)
            wall = datetime(year, month, day) + clock  # noqa: DTZ001 (a local time has no zone)
        except (ValueError, OverflowError):
            raise Unreadable("is no day of any year") from None
        return cls(wall, UTC if stamp[7] else zone, whole_day=stamp[4] is None)

    def floating_in(self, zone: tzinfo) -> Self:
        """The same moment, in `zone` if it is floating."""
        return self if self.zone else replace(self, zone=zone)

    def instant(self, home: tzinfo) -> datetime:
        """The UTC instant of the moment; a floating one is read in `home`."""
        return instant(self.wall, self.zone or home)

    def wall_in(self, zone: tzinfo) -> datetime:
        """The local time in `zone` at this moment; a floating moment keeps its local time."""
        try:
            return self.instant(zone).astimezone(zone).replace(tzinfo=None) if self.zone else self.wall
        except OverflowError:
            return self.wall

    def day(self, home: tzinfo) -> date:
        """The date that this moment names for an all-day event.

        Shape: a DATE names itself. A DATE-TIME that is midnight in `home` names the date that begins then;
        any other names the date of its own local time.
        """
        local = self.wall if self.whole_day else self.wall_in(home)
        return (local if local.time() == time.min else self.wall).date()


@dataclass(frozen=True, slots=True)
class Length:
    """How long an event lasts: first calendar days, then exact time.

    Shape: a calendar day may have 23 or 25 hours. The length of an event that ends before its start is
    negative.
    """

    days: timedelta = NOTHING
    exact: timedelta = NOTHING

    @classmethod
    def read(cls, value: str) -> Self:
        """Reads a DURATION value.

        Errors: Unreadable.
        """
        parts = DURATION.fullmatch(value.upper())
        if not parts:
            raise Unreadable("is no duration")
        sign = -1 if parts[1] == "-" else 1
        weeks, days, hours, minutes, seconds = (int(digits or 0) for digits in parts.groups()[1:])
        return cls(
            sign * timedelta(weeks=weeks, days=days),
            sign * timedelta(hours=hours, minutes=minutes, seconds=seconds),
        )

    @property
    def whole_days(self) -> Self:
        """The length in calendar days, rounded up, at least one: an all-day event ends at a midnight."""
        return type(self)(max(1, math.ceil((self.days + self.exact) / DAY)) * DAY)

    @property
    def reach(self) -> timedelta:
        """How long after its start an event of this length ends by the clock, never negative."""
        return max(NOTHING, self.days + self.exact)

    def end(self, wall: datetime, zone: tzinfo) -> datetime:
        """The UTC instant at which an event ends that starts at local time `wall` in `zone`."""
        return later(instant(later(wall, self.days), zone), self.exact)
