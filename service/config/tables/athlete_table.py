"""The [athlete] table: the athlete's goal, level, sleep, and the hours in which they may train."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field

from service.config import notation
from service.config.dates import DateList
from service.config.tables.table import Table, Windows
from service.domain.athlete import NAME, Athlete
from service.domain.itinerary import Zone
from service.domain.place import Place
from service.domain.training import Goal, Level
from service.domain.week import Hours, Weekday


def _by_day(value: object) -> object:
    return value if isinstance(value, Mapping) else {"every day": value}


def _some(by_day: Mapping[frozenset[Weekday], list[Hours]]) -> Mapping[frozenset[Weekday], list[Hours]]:
    if not any(by_day.values()):
        raise ValueError("allows no hour on any day")
    return by_day


Days = Annotated[frozenset[Weekday], BeforeValidator(notation.weekdays)]
ByDay = Annotated[dict[Days, Windows], BeforeValidator(_by_day)]
SomeHours = Annotated[ByDay, AfterValidator(_some)]


class AthleteTable(Table):
    """Everything about the athlete as a person.

    Shape: hours are written once for every day, or by day; a single day overrides a group of days.
    """

    id: str = Field(default="me", pattern=f"^{NAME}$")
    goal: Annotated[Goal, BeforeValidator(notation.goal)] = Goal.BALANCED
    level: Annotated[Level, BeforeValidator(notation.level)] = Level.INTERMEDIATE
    timezone: Annotated[ZoneInfo | None, BeforeValidator(notation.zone)] = None
    sleep: Annotated[Hours | None, BeforeValidator(notation.sleep)] = None
    easy_pace: Annotated[timedelta | None, BeforeValidator(notation.pace)] = None
    hours: SomeHours = Field(default_factory=dict)
    likes: ByDay = Field(default_factory=dict)
    blocked: DateList = Field(default_factory=list)

    def athlete(self, zone: Zone, places: Iterable[Place] = ()) -> Athlete:
        """The athlete, with the default for everything that was not written."""
        given = self.given("id", "goal", "level", "sleep", "easy_pace")
        for key, by_day in self.given("hours", "likes").items():
            given[key] = day_by_day(by_day)
        usual = Athlete(zone=zone, blocked=tuple(self.blocked), places=tuple(places))
        return replace(usual, **given)


def day_by_day(by_day: Mapping[frozenset[Weekday], list[Hours]]) -> dict[Weekday, tuple[Hours, ...]]:
    """The hours of each weekday, from Monday on; a smaller group of days overrides a larger one."""
    days = {}
    for group in sorted(by_day, key=len, reverse=True):
        days.update(dict.fromkeys(group, tuple(by_day[group])))
    return {day: days.get(day, ()) for day in Weekday}
