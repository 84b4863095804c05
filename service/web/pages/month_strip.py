"""Lays out the weeks around one week as a bar chart of training time, drawn without a script."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from service.domain.week import Week
from service.prescription.season import Season
from service.prescription.taper import CUTS
from service.usecases.showing.training_load import Load, together

DAY, GAP = 7, 6
"""The width of a day, and of the gap between two weeks.

Units: those of the SVG drawing.
"""

HEIGHT = 64
"""The height of the bars of the fullest day.

Units: those of the SVG drawing.
"""

LEAST = timedelta(minutes=60)
"""A full bar means at least this much training, so that bars of short days stay low."""


@dataclass(frozen=True)
class Bar:
    """One day: its distance from the left edge, and the heights of its running and of the lifting above."""

    left: int
    running: float
    lifting: float
    is_hard: bool

    @property
    def running_top(self) -> float:
        """The distance of the running bar from the top."""
        return round(HEIGHT - self.running, 1)

    @property
    def lifting_top(self) -> float:
        """The distance of the lifting bar from the top, with a gap of one unit between the two bars."""
        return round(self.running_top - self.lifting - (1 if self.running and self.lifting else 0), 1)


@dataclass(frozen=True)
class WeekOfStrip:
    """One week: its distance from the left edge, its bars, its load, and its sort as `sort_of` names it."""

    week: Week
    left: int
    bars: tuple[Bar, ...]
    load: Load
    label: str
    is_shown: bool
    is_this: bool

    @property
    def width(self) -> int:
        """The width from its first day to its last."""
        return DAY * len(self.bars)


@dataclass(frozen=True)
class MonthStrip:
    """The whole chart.

    Shape: `tallest` is the training time of the fullest day, zero when there is none.
    """

    weeks: tuple[WeekOfStrip, ...]
    tallest: timedelta = timedelta()

    @property
    def width(self) -> int:
        """The width of all weeks with the gaps around them."""
        return self.weeks[-1].left + self.weeks[-1].width + GAP // 2

    @property
    def height(self) -> int:
        """The height of the bars, without labels."""
        return HEIGHT


def month_strip(
    days: Iterable[Load], weeks: Iterable[Week], *, season: Season, shown: Week, this: Week
) -> MonthStrip:
    """Lays out the weeks; `days` must hold the load of each of their days."""
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
    """The sort of a week with less training than usual (race, taper, maintenance, deload), else empty."""
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
