"""Where a week lies among others: in its block of four, before the race, or set aside for maintenance."""

from dataclasses import dataclass
from datetime import date, timedelta

from service.domain.dates import Dates
from service.domain.week import DAYS_IN_A_WEEK, Week

WEEKS_IN_A_BLOCK = 4
A_WEEK = timedelta(days=DAYS_IN_A_WEEK)

# The week in which a race lies counts as the one after it when the race is in its first four days.
HALF_A_WEEK = 3

REST_AFTER_RACE = 2
"""Whole days without training after the race."""


@dataclass(frozen=True)
class BlockWeek:
    """One week of a block, both counted from 1."""

    block: int
    number: int

    @property
    def is_deload(self) -> bool:
        """Whether it is the one to recover in."""
        return self.number == WEEKS_IN_A_BLOCK

    @property
    def step(self) -> int:
        """How often the minutes have grown: each block begins one step above the last.

        Shape: a deload week stands on the step of the week before it.
        """
        return self.block - 1 + min(self.number, WEEKS_IN_A_BLOCK - 1) - 1


@dataclass(frozen=True)
class Season:
    """What the athlete has decided about the months ahead; nothing at all unless said.

    Shape: blocks begin in the week of `started`, and anew when a race is recovered from. A week that
    holds any of the `maintenance` days is one.
    """

    started: date | None = None
    race: date | None = None
    maintenance: tuple[Dates, ...] = ()

    def block_week(self, week: Week) -> BlockWeek | None:
        """Which week of which block it is, None outside of blocks."""
        begun = self._begun(week)
        if begun is None or week.first_day < begun:
            return None
        blocks, weeks = divmod((week.first_day - begun) // A_WEEK, WEEKS_IN_A_BLOCK)
        return BlockWeek(blocks + 1, weeks + 1)

    def weeks_to_race(self, week: Week) -> int | None:
        """2 and 1 for the weeks that lead up to the race, 0 for the one that recovers from it."""
        if self.race is None:
            return None
        return ((self.race - week.first_day).days + HALF_A_WEEK) // DAYS_IN_A_WEEK

    def days_off(self, week: Week) -> tuple[date, ...]:
        """The days of the week that the race and the rest after it take."""
        off = [self.race + timedelta(days=n) for n in range(1 + REST_AFTER_RACE)] if self.race else []
        return tuple(day for day in week.days if day in off)

    def is_maintenance(self, week: Week) -> bool:
        """Whether the athlete wants no more than to keep in form."""
        return any(day in dates for dates in self.maintenance for day in week.days)

    def _begun(self, week: Week) -> date | None:
        if self.started is None:
            return None
        monday = self.started - timedelta(days=self.started.weekday())
        weeks = self.weeks_to_race(week)
        if self.race is None or weeks is None or weeks >= 0:
            return monday
        return max(monday, self.race + timedelta(days=HALF_A_WEEK + 1))


UNDECIDED = Season()
"""Nothing decided: every week is the usual one."""
