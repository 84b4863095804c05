"""A weekday and a time of day that come once a week on the athlete's clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from service.domain.itinerary import Zone
from service.domain.week import DAYS_IN_A_WEEK, Week, Weekday


@dataclass(frozen=True)
class WeeklyHour:
    """A weekday and a time of day, such as Sunday 18:00."""

    weekday: Weekday
    clock: time

    def last(self, now: datetime, zone: Zone) -> datetime:
        """The newest instant of this hour, `now` included."""
        return max(instant for instant in self._near(now, zone) if instant <= now)

    def after(self, now: datetime, zone: Zone) -> datetime:
        """The first instant of this hour after `now`.

        Shape: it comes once on each such day, even when the clock changes.
        """
        return min(instant for instant in self._near(now, zone) if now < instant)

    def _near(self, now: datetime, zone: Zone) -> Iterator[datetime]:
        """The instants of this hour in the weeks around `now`, by the athlete's dates."""
        today = now.astimezone(zone).date()
        for weeks in range(-2, 3):
            day = today + timedelta(days=self.weekday - today.weekday() + DAYS_IN_A_WEEK * weeks)
            yield Week(day, zone).at(day, self.clock)
