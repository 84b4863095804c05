"""Points in time and lengths of time as iCalendar writes them (RFC 5545, 3.3.4 to 3.3.6)."""

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
FIRST_WALL, LAST_WALL = datetime.min, datetime.max  # noqa: DTZ901 (a wall has no zone)


class Unreadable(ValueError):
    """A value that says nothing; the message tells what it should have been."""


def instant(wall: datetime, zone: tzinfo) -> datetime:
    """The UTC instant at which clocks in `zone` show `wall`; in a gap, by the offset before it.

    At the two ends of the calendar, where no such instant exists, the nearest that does.
    """
    try:
        return wall.replace(tzinfo=zone).astimezone(UTC)
    except OverflowError:
        return wall.replace(tzinfo=UTC)


def later(moment: datetime, delta: timedelta) -> datetime:
    """`moment + delta`, or the end of the calendar that lies that way."""
    try:
        return moment + delta
    except OverflowError:
        return (LAST_WALL if delta > NOTHING else FIRST_WALL).replace(tzinfo=moment.tzinfo)


@dataclass(frozen=True, slots=True)
class Moment:
    """What a clock on some wall shows.

    Shape: without `zone` it is floating. `whole_day` is a DATE: the wall shows its midnight.
    Units: `wall` is naive.
    """

    wall: datetime
    zone: tzinfo | None = None
    whole_day: bool = False

    @classmethod
    def read(cls, value: str, zone: tzinfo | None) -> Self:
        """The moment a DATE or DATE-TIME means; Z beats the zone, hour 24 and second 60 carry over.

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
            wall = datetime(year, month, day) + clock  # noqa: DTZ001 (a wall has no zone)
        except (ValueError, OverflowError):
            raise Unreadable("is no day of any year") from None
        return cls(wall, UTC if stamp[7] else zone, whole_day=stamp[4] is None)

    def floating_in(self, zone: tzinfo) -> Self:
        """The same moment, read in `zone` if it names none."""
        return self if self.zone else replace(self, zone=zone)

    def instant(self, home: tzinfo) -> datetime:
        """When it is, if floating clocks stand in `home`."""
        return instant(self.wall, self.zone or home)

    def wall_in(self, zone: tzinfo) -> datetime:
        """What walls in `zone` show then; a floating one shows there what it shows anywhere."""
        try:
            return self.instant(zone).astimezone(zone).replace(tzinfo=None) if self.zone else self.wall
        except OverflowError:
            return self.wall

    def day(self, home: tzinfo) -> date:
        """The date it names for an all-day event: its own, or the one that begins just then in `home`."""
        local = self.wall if self.whole_day else self.wall_in(home)
        return (local if local.time() == time.min else self.wall).date()


@dataclass(frozen=True, slots=True)
class Length:
    """How long an event is: days by the calendar, then real time.

    Shape: negative when the event ends before it starts.
    """

    days: timedelta = NOTHING
    exact: timedelta = NOTHING

    @classmethod
    def read(cls, value: str) -> Self:
        """The length a DURATION means.

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
        """The same in days by the calendar, at least one: an all-day event ends at a midnight."""
        return type(self)(max(1, math.ceil((self.days + self.exact) / DAY)) * DAY)

    @property
    def reach(self) -> timedelta:
        """How much later than its start an event of this length can end, by any clock."""
        return max(NOTHING, self.days + self.exact)

    def end(self, wall: datetime, zone: tzinfo) -> datetime:
        """When an event that begins at `wall` ends."""
        return later(instant(later(wall, self.days), zone), self.exact)
