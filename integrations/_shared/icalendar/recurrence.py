"""Expands recurrence rules into local times, only between two given local times.

Every expansion ends, because it visits the periods between these two times one by one. So a rule that never
matches costs no more than one that does, and a rule that began in the year 1 no more than one that begins
today.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import product

from integrations._shared.icalendar.dates import matching_days, periods
from integrations._shared.icalendar.moment import Unreadable, later
from integrations._shared.icalendar.rule import PERIODS, Rule

MINUTES_IN_A_DAY = 1440
STEPS_OF_A_RULE = 200_000
STEPS_OF_A_FEED = 500_000
CLOCK_PARTS = ("BYHOUR", "BYMINUTE", "BYSECOND")
# How many of these parts are already fixed by the step of the frequency.
SETTLED = {"HOURLY": 1, "MINUTELY": 2}

# The sets in which BYSETPOS counts, each with the number of steps that were needed to find it.
Candidates = Iterator[tuple[int, list[datetime]]]


class TooManyDates(Exception):
    """The rules of a feed ask for more dates than any calendar holds."""


@dataclass
class StepBudget:
    """The number of steps that may be spent on the rules of one feed.

    Errors: TooHeavy when it is spent; then nothing that was read from the feed may be used.
    """

    left: int = STEPS_OF_A_FEED

    def spend(self, steps: int) -> None:
        """Subtracts `steps` from the steps left."""
        self.left -= steps
        if self.left < 0:
            raise TooManyDates


def local_starts(
    rule: Rule, start: datetime, *, first: datetime, last: datetime, allowance: StepBudget
) -> Iterator[datetime]:
    """Yields the local times from `first` to `last` of the event that starts at `start` and has this rule.

    Shape: in order. `start` is one of them and counts for COUNT, even if the rule does not match it. UNTIL
    is not applied here, because only the caller knows the zone.
    Errors: Unreadable for a rule that asks for too many dates, TooHeavy when the allowance is spent.
    """
    if rule.count and rule.step:
        steps = min(rule.count - 1, max(0, (last - start) // rule.step))
        last = min(last, start + steps * rule.step)
        rule = replace(rule, count=None)
    if first <= start <= last:
        yield start
    others = (
        wall
        for wall in matches(rule, start, first=start if rule.count else first, last=last, allowance=allowance)
        if wall > start
    )
    for number, wall in enumerate(others, 2):
        if rule.count and number > rule.count:
            return
        if wall >= first:
            yield wall


def matches(
    rule: Rule, start: datetime, *, first: datetime, last: datetime, allowance: StepBudget
) -> Iterator[datetime]:
    """Yields the local times that the rule itself matches, from the later of `first` and `start` to `last`.

    Errors: as `walls`.
    """
    first, steps = max(first, start), 0
    expand = _evenly if rule.step else _by_hour if rule.frequency in SETTLED else _by_day
    for work, candidates in expand(rule.with_defaults(start), start, first, last):
        steps += work + len(candidates)
        allowance.spend(work + len(candidates))
        if steps > STEPS_OF_A_RULE:
            raise Unreadable("asks for more dates than a calendar can mean")
        for wall in _at_positions(candidates, rule.numbers.get("BYSETPOS")):
            if first <= wall <= last:
                yield wall


def _evenly(rule: Rule, start: datetime, first: datetime, last: datetime) -> Candidates:
    step = PERIODS[rule.frequency] * rule.interval
    for number in range((first - start) // step, (last - start) // step + 1):
        yield 2, [start + number * step]


def _by_hour(rule: Rule, start: datetime, first: datetime, last: datetime) -> Candidates:
    named: dict[date, bool] = {}
    # Steps go one hour beyond `last`: a step keeps the minute of `start`, so it may lie after `last` although
    # other minutes of its hour lie before.
    for work, (wall,) in _evenly(rule, start, first, later(last, PERIODS["HOURLY"])):
        day = wall.date()
        if day not in named:
            named[day] = any(days for _, days in matching_days(rule, day, day))
        clocks = _clocks(rule, wall.time(), settled=SETTLED[rule.frequency]) if named[day] else ()
        yield work, [datetime.combine(day, clock) for clock in clocks]


def _by_day(rule: Rule, start: datetime, first: datetime, last: datetime) -> Candidates:
    clocks = _clocks(rule, start.time())
    for earliest, latest in periods(rule, start.date(), first=first.date(), last=last.date()):
        if "BYSETPOS" in rule.numbers:
            months = [*matching_days(rule, earliest, latest)]
            yield (
                sum(work for work, _ in months),
                [datetime.combine(day, clock) for _, days in months for day in days for clock in clocks],
            )
        else:
            for work, days in matching_days(rule, max(earliest, first.date()), min(latest, last.date())):
                yield work + 1, [datetime.combine(day, clock) for day in days for clock in clocks]


def _clocks(rule: Rule, usual: time, *, settled: int = 0) -> list[time]:
    choices = []
    for index, part in enumerate(CLOCK_PARTS):
        number = (usual.hour, usual.minute, usual.second)[index]
        named = rule.numbers.get(part, {number})
        choices.append(sorted(named & {number} if index < settled else named))
    if math.prod(map(len, choices)) > MINUTES_IN_A_DAY:
        raise Unreadable("asks for more than one start a minute")
    return [time(hour, minute, min(second, 59)) for hour, minute, second in product(*choices)]


def _at_positions(candidates: list[datetime], positions: frozenset[int] | None) -> list[datetime]:
    if positions is None:
        return candidates
    size = len(candidates)
    wanted = {position - 1 if position > 0 else size + position for position in positions}
    return [candidates[index] for index in sorted(wanted) if 0 <= index < size]
