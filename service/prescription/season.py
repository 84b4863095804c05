"""The athlete's season: which week belongs to a block, to a race or to maintenance."""

from dataclasses import dataclass
from datetime import date, timedelta

from service.domain.dates import Dates
from service.domain.week import DAYS_IN_A_WEEK, Week

WEEKS_IN_A_BLOCK = 4
A_WEEK = timedelta(days=DAYS_IN_A_WEEK)

# A week that holds the race in its first four days counts as the week after the race.
HALF_A_WEEK = 3

REST_AFTER_RACE = 2
"""Whole days without training after the race."""


@dataclass(frozen=True)
class BlockWeek:
    """One week of a block; `block` and `number` count from 1."""

    block: int
    number: int

    @property
    def is_deload(self) -> bool:
        """Whether it is the deload week of its block."""
        return self.number == WEEKS_IN_A_BLOCK

    @property
    def step(self) -> int:
        """How often the minutes have grown; each block begins one step above the beginning of the last.

        Shape: a deload week is on the step of the week before it.
        """
        return self.block - 1 + min(self.number, WEEKS_IN_A_BLOCK - 1) - 1


@dataclass(frozen=True)
class Season:
    """The athlete's decisions about the months ahead; none by default.

    Shape: blocks begin in the week of `started`, and again after the recovery from a race. A week that
    holds any of the `maintenance` days is a maintenance week.
    """

    started: date | None = None
    race: date | None = None
    maintenance: tuple[Dates, ...] = ()

    def block_week(self, week: Week) -> BlockWeek | None:
        """The block and the number of the week in it, None outside of blocks."""
        begun = self._begun(week)
        if begun is None or week.first_day < begun:
            return None
        blocks, weeks = divmod((week.first_day - begun) // A_WEEK, WEEKS_IN_A_BLOCK)
        return BlockWeek(blocks + 1, weeks + 1)

    def weeks_to_race(self, week: Week) -> int | None:
        """The number of weeks before the race.

        Shape: 2 and 1 for the weeks that lead up to the race, 0 for the week that recovers from it; None
        without a race.
        """
        if self.race is None:
            return None
        return ((self.race - week.first_day).days + HALF_A_WEEK) // DAYS_IN_A_WEEK

    def days_off(self, week: Week) -> tuple[date, ...]:
        """The days of the week without training: the race day and the rest days after it."""
        off = [self.race + timedelta(days=n) for n in range(1 + REST_AFTER_RACE)] if self.race else []
        return tuple(day for day in week.days if day in off)

    def is_maintenance(self, week: Week) -> bool:
        """Whether the athlete only wants to stay in form in this week."""
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
