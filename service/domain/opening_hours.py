"""The hours in which a place is open and the athlete is near it."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from service.domain.dates import Dates
from service.domain.span import Span, merge
from service.domain.week import DAYS_IN_A_WEEK, Hours, Week

ALWAYS = ((Hours(time(), time()),),) * DAYS_IN_A_WEEK


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The opening hours of each weekday, and the dates that are exceptions.

    Shape: `by_day` begins with Monday. The place is closed on `closed` dates. On `far` dates the athlete
    is elsewhere. Hours past midnight belong to the day on which they begin.
    """

    by_day: tuple[tuple[Hours, ...], ...] = ALWAYS
    closed: tuple[Dates, ...] = ()
    far: tuple[Dates, ...] = ()

    def spans(self, week: Week) -> tuple[Span, ...]:
        """The spans of the week in which the place is open and the athlete is near.

        Shape: hours that begin on the evening before the week are included.
        """
        evening_before = week.first_day - timedelta(days=1)
        days = [day for day in (evening_before, *week.days) if not self._is_shut(day)]
        return merge(week.hours_on(day, hours) for day in days for hours in self.by_day[day.weekday()])

    def is_away(self, day: date) -> bool:
        """Whether the athlete is elsewhere on that day."""
        return any(day in dates for dates in self.far)

    def _is_shut(self, day: date) -> bool:
        return any(day in dates for dates in (*self.closed, *self.far))
