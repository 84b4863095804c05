"""The person a week is planned for."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from service.domain.dates import Dates
from service.domain.itinerary import Zone
from service.domain.place import Place
from service.domain.training import Goal, Level
from service.domain.week import Hours, Weekday
from service.domain.workout.pace import EASY_PACE

USUAL_SLEEP = Hours(time(22, 30), time(6, 0))
LIKED_ON_WORKDAYS = (Hours(time(6, 30), time(8, 30)), Hours(time(17, 0), time(20, 30)))
LIKED_AT_WEEKENDS = (Hours(time(8, 0), time(13, 0)),)
WAKING_HOURS = (Hours(time(6, 0), time(22, 0)),)

NAME = r"[\w@.-]{1,64}"
"""The pattern of an athlete's name, where one service has several athletes."""


@dataclass(frozen=True)
class Athlete:
    """A person with a goal, a level, a time zone, sleeping hours and the hours in which they may train.

    Shape: `hours` holds the allowed hours of each weekday; a weekday without any allows no training.
    `likes` holds the hours that suit best; a weekday without any has no wish. No training is planned on
    `blocked` dates. `easy_pace` is the time for an easy kilometre, None if the athlete has not said.
    """

    id: str = "me"
    goal: Goal = Goal.BALANCED
    level: Level = Level.INTERMEDIATE
    zone: Zone = field(default_factory=lambda: ZoneInfo("UTC"))
    sleep: Hours = USUAL_SLEEP
    hours: dict[Weekday, tuple[Hours, ...]] = field(
        default_factory=lambda: dict.fromkeys(Weekday, WAKING_HOURS)
    )
    likes: dict[Weekday, tuple[Hours, ...]] = field(
        default_factory=lambda: {
            day: LIKED_AT_WEEKENDS if day >= Weekday.SAT else LIKED_ON_WORKDAYS for day in Weekday
        }
    )
    blocked: tuple[Dates, ...] = ()
    easy_pace: timedelta | None = None
    places: tuple[Place, ...] = ()

    @property
    def pace(self) -> timedelta:
        """The time for an easy kilometre: the athlete's own, else the usual one of the level."""
        return self.easy_pace or EASY_PACE[self.level]

    def blocks(self, day: date) -> bool:
        """Whether the athlete has blocked that day for training."""
        return any(day in dates for dates in self.blocked)
