"""The busy times of four kinds of people, the same for the same seed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from random import Random

from service.domain.week import Weekday

Taken = Iterator[tuple[date, str]]
"""Days with clock hours such as 09:00-12:30; an end before the start lies on the next day."""

WEEKEND = (Weekday.SAT, Weekday.SUN)
CYCLE = 16
DAY_SHIFTS, NIGHT_SHIFTS = range(4), range(8, 12)


def office(chance: Random, days: Sequence[date]) -> Taken:
    """Fixed hours with a lunch break, two evenings a week out, a weekend with an outing now and then."""
    for day in days:
        if day.weekday() in WEEKEND:
            yield from _perhaps(0.4, chance, day, "10:00-14:00", "13:10-19:00", "11:00-22:00")
        else:
            yield from ((day, "09:00-12:30"), (day, "13:15-17:30"))
            yield from _perhaps(0.4, chance, day, "17:45-19:15", "18:40-21:00", "19:00-22:00")


def shift(chance: Random, days: Sequence[date]) -> Taken:
    """Four days on and four off in turn, every other four of them nights that are slept off by day."""
    begun = chance.randrange(CYCLE)
    for number, day in enumerate(days, begun):
        if number % CYCLE in DAY_SHIFTS:
            yield day, "06:30-19:00"
        if (number - 1) % CYCLE in NIGHT_SHIFTS:
            yield day, "06:00-14:30"
        if number % CYCLE in NIGHT_SHIFTS:
            yield day, "18:30-07:00"
        yield from _perhaps(0.3, chance, day, "14:30-16:00", "15:20-17:00", "19:30-21:00")


def parent(chance: Random, days: Sequence[date]) -> Taken:
    """Children before and after school, work in between, and what is left comes in pieces."""
    for day in days:
        yield day, "18:10-20:00"
        yield from _perhaps(0.3, chance, day, "20:00-21:15", "20:30-22:00")
        if day.weekday() in WEEKEND:
            yield from _perhaps(0.6, chance, day, "07:30-10:00", "08:00-09:20")
            yield from _perhaps(0.8, chance, day, "12:00-15:00", "11:10-16:00", "14:00-17:30")
        else:
            yield from ((day, "07:00-08:40"), (day, "09:00-12:10"), (day, "15:00-15:50"))
            yield from _perhaps(0.8, chance, day, "13:00-15:00", "12:50-14:00")
            yield from _perhaps(0.5, chance, day, "16:30-17:45", "16:00-17:10")


def over_full(chance: Random, days: Sequence[date]) -> Taken:
    """Long days without a break, early calls, evenings out, days away now and then, weekends taken."""
    for day in days:
        if day.weekday() in WEEKEND:
            yield from _perhaps(0.9, chance, day, "08:00-12:30", "09:00-14:10")
            yield from _perhaps(0.9, chance, day, "14:00-19:00", "15:00-22:00")
        else:
            yield day, chance.choice(["07:30-18:30", "08:00-19:10", "07:00-19:40"])
            yield from _perhaps(0.6, chance, day, "06:00-07:30", "06:40-08:00")
            yield from _perhaps(0.8, chance, day, "18:30-21:00", "18:40-20:40", "19:00-22:00")
            yield from _perhaps(0.2, chance, day, "06:00-22:00")


CALENDARS: Mapping[str, Callable[[Random, Sequence[date]], Taken]] = {
    "office": office,
    "shift": shift,
    "parent": parent,
    "over-full": over_full,
}


def _perhaps(share: float, chance: Random, day: date, *hours: str) -> Taken:
    """One of the hours, on such a share of days."""
    chosen = chance.choice(hours)
    if chance.random() < share:
        yield day, chosen
