"""The weeks around one week as bars of minutes, for a plot without any script."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from service.domain.week import Week
from service.prescription.season import Season
from service.prescription.taper import CUTS
from service.usecases.showing.training_load import Load, together

DAY, GAP = 7, 6
"""How wide a day is drawn, and what parts two weeks."""

HEIGHT = 64
"""How tall the fullest day is."""

LEAST = timedelta(minutes=60)
"""A day that is drawn to the full, in weeks in which none is longer."""


@dataclass(frozen=True)
class Bar:
    """One day: from the left edge, how tall its running and on top of it its lifting is."""

    left: int
    running: float
    lifting: float
    is_hard: bool

    @property
    def running_top(self) -> float:
        """Its distance from the top."""
        return round(HEIGHT - self.running, 1)

    @property
    def lifting_top(self) -> float:
        """Likewise; a hair's breadth parts the two."""
        return round(self.running_top - self.lifting - (1 if self.running and self.lifting else 0), 1)


@dataclass(frozen=True)
class WeekOfStrip:
    """One week: where it is drawn, its bars, its sums, and what sort of week it is, if not a usual one."""

    week: Week
    left: int
    bars: tuple[Bar, ...]
    load: Load
    label: str
    is_shown: bool
    is_this: bool

    @property
    def width(self) -> int:
        """From its first day to its last."""
        return DAY * len(self.bars)


@dataclass(frozen=True)
class MonthStrip:
    """All of it.

    Shape: `tallest` is how long the fullest day is, nothing when there is none.
    """

    weeks: tuple[WeekOfStrip, ...]
    tallest: timedelta = timedelta()

    @property
    def width(self) -> int:
        """From the first day to the last."""
        return self.weeks[-1].left + self.weeks[-1].width + GAP // 2

    @property
    def height(self) -> int:
        """Of the bars alone."""
        return HEIGHT


def month_strip(
    days: Iterable[Load], weeks: Iterable[Week], *, season: Season, shown: Week, this: Week
) -> MonthStrip:
    """Draw the weeks, each of whose days is among `days`."""
    by_day = {load.day: load for load in days}
    longest = max((load.whole for load in by_day.values()), default=timedelta())
    tallest = max(LEAST, longest)
    drawn = []
    for number, week in enumerate(weeks):
        left = GAP // 2 + number * (len(week.days) * DAY + GAP)
        of_week = [by_day[day] for day in week.days]
        drawn.append(
            WeekOfStrip(
                week,
                left,
                tuple(_bars(of_week, left, tallest)),
                together(of_week),
                sort_of(week, season),
                is_shown=week.key == shown.key,
                is_this=week.key == this.key,
            )
        )
    return MonthStrip(tuple(drawn), longest)


def sort_of(week: Week, season: Season) -> str:
    """What a week is called that is not as long as usual; empty for one that is."""
    to_race = season.weeks_to_race(week)
    if to_race == 0:
        return "race"
    if to_race in CUTS:
        return "taper"
    if season.is_maintenance(week):
        return "maintenance"
    block_week = season.block_week(week)
    return "deload" if block_week and block_week.is_deload else ""


def _bars(loads: Iterable[Load], left: int, tallest: timedelta) -> Iterator[Bar]:
    for number, load in enumerate(loads):
        running, lifting = (round(HEIGHT * part / tallest, 1) for part in (load.running, load.lifting))
        yield Bar(left + number * DAY, running, lifting, bool(load.hard_days))
