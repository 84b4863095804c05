"""People who lift and run, each with a goal, a calendar and as many sessions a week as asked."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from service.domain.athlete import Athlete
from service.domain.busy import Busy
from service.domain.training import Goal, Kind, Level, Session
from service.domain.week import DAYS_IN_A_WEEK, Week, Weekday
from service.prescription.template import TEMPLATES, sessions_of
from service.rules import RULEBOOK
from service.usecases.weeks.plan_request import PlanRequest
from tests.benchmarks.calendars import CALENDARS, WEEKEND
from tests.builders import BERLIN, MONDAY, hours, sessions

WEEKS = 4
"""The clocks change on the last day of the last of them."""

SMALLEST, MIDDLE, LARGEST = SIZES = 6, 10, 14
WISHING = 0.6
"""This share of the sessions would like a certain day."""


@dataclass(frozen=True)
class Person:
    """Someone with a calendar and weeks to plan."""

    request: PlanRequest
    busy: tuple[Busy, ...]


def person(calendar: str, size: int, seed: int) -> Person:
    """That one of all who have such a calendar and so many sessions a week."""
    chance = Random(f"{calendar}-{size}-{seed}")
    goal = chance.choice(list(Goal))
    # Nobody begins with ten sessions a week.
    levels = list(Level) if size == SMALLEST else [Level.INTERMEDIATE, Level.ADVANCED]
    level = chance.choice(levels)
    asked = sessions_of(goal, level) if size == SMALLEST else LARGER[size, goal]
    week = Week(MONDAY, BERLIN)
    athlete = Athlete(goal=goal, level=level, zone=BERLIN)
    request = PlanRequest(athlete, week, WEEKS, tuple(_with_wishes(asked, chance)), RULEBOOK)
    return Person(request, tuple(_busy(calendar, chance, week)))


def _with_wishes(asked: Iterable[Session], chance: Random) -> Iterator[Session]:
    """Most would like a day: their template's, a long run the weekend, the others one day after the other."""
    days = chance.sample(list(Weekday), DAYS_IN_A_WEEK)
    for number, session in enumerate(asked):
        dealt = chance.choice(WEEKEND) if session.kind is Kind.LONG else days[number % DAYS_IN_A_WEEK]
        wished = session.days or frozenset({dealt})
        yield replace(session, days=wished if chance.random() < WISHING else frozenset())


def _busy(calendar: str, chance: Random, week: Week) -> Iterator[Busy]:
    days = [week.first_day + timedelta(days=number) for number in range(WEEKS * DAYS_IN_A_WEEK)]
    for day, clock in CALENDARS[calendar](chance, days):
        yield Busy(week.hours_on(day, hours(clock)), calendar)


def _mix(counts: Mapping[str, int]) -> tuple[Session, ...]:
    return tuple(sessions(*Counter(counts).elements()))


LARGER = {
    (MIDDLE, Goal.BALANCED): _mix(
        {"long 90": 1, "intervals 50": 1, "easy 40": 3, "lower 60": 1, "upper 60": 2}
        | {"light-lift 30": 1, "mobility 30": 1}
    ),
    (MIDDLE, Goal.ENDURANCE): _mix(
        {"long 105": 1, "intervals 50": 1, "tempo 45": 1, "moderate 45": 1, "easy 40": 2}
        | {"lower 60": 1, "upper 60": 1, "light-lift 30": 1, "mobility 30": 1}
    ),
    (MIDDLE, Goal.MUSCLE): _mix(
        {"easy 30": 3, "lower 60": 2, "upper 60": 2, "light-lift 30": 1, "mobility 30": 2}
    ),
    (MIDDLE, Goal.FAT_LOSS): TEMPLATES["fat-loss-mix"],
    (LARGEST, Goal.BALANCED): _mix(
        {"long 90": 1, "intervals 50": 1, "tempo 45": 1, "easy 40": 4, "lower 60": 1, "upper 60": 2}
        | {"light-lift 30": 2, "mobility 30": 2}
    ),
    (LARGEST, Goal.ENDURANCE): _mix(
        {"long 105": 1, "intervals 50": 1, "tempo 45": 1, "moderate 45": 1, "easy 40": 4}
        | {"lower 60": 1, "upper 60": 1, "light-lift 30": 2, "mobility 30": 2}
    ),
    (LARGEST, Goal.MUSCLE): _mix(
        {"easy 30": 3, "lower 60": 2, "upper 60": 3, "light-lift 30": 3, "mobility 20": 3}
    ),
    (LARGEST, Goal.FAT_LOSS): _mix(
        {"moderate 45": 1, "easy 30": 5, "lower 60": 2, "upper 60": 3, "light-lift 30": 1, "mobility 30": 2}
    ),
}
"""What those who ask for more than a template holds do in a week."""
