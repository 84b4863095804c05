"""Finds the smallest change of one number in one rule that makes a dropped session fit."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

from service.domain.plan import Dropped, Plan
from service.domain.span import MINUTE, whole_minutes
from service.domain.wording import hours
from service.planning.relaxation import Relaxation, Trials
from service.rules.rule import Rule

LESS, MORE = -1, 1
LOOSER = {
    "floor": LESS,
    "days": LESS,
    "days_for_beginners": LESS,
    "most": MORE,
    "most_for_beginners": MORE,
    "longest": MORE,
}
"""The direction in which each number of a constraint is loosened, by its name."""

AT_MOST = {LESS: 3, MORE: 4}
"""The largest change, as a divisor of the number: a floor sinks by a third, a limit rises by a quarter."""

PRICE_OF_ONE_MORE = 240
"""One more session a day, or one rest day less, costs as much as a session one day off its preferred day."""

LONG = timedelta(hours=4)


def looser_numbers(
    plan: Plan, dropped: Dropped, rules: Sequence[Rule], trials: Trials
) -> Iterator[Relaxation]:
    """For each rule in the way and each of its numbers, the least change that makes the session fit.

    Shape: only numbers of constraints change. A floor sinks by a third at most, a limit rises by a quarter
    at most, and a count changes by one, because a coach would offer no more.
    """
    blocking = {reason.rule for reason in dropped.blocked_by}
    for rule in rules:
        if rule.card.id in blocking:
            for number in fields(rule):  # type: ignore[arg-type]  # every rule is a dataclass
                if number.name in LOOSER:
                    way = trials.smallest([*_ways(plan, rule, number.name, rules)])
                    yield from [way] if way else []


def _ways(plan: Plan, rule: Rule, number: str, rules: Sequence[Rule]) -> Iterator[Relaxation]:
    usual = getattr(rule, number)
    for changed in _rising_changes(usual, LOOSER[number]):
        looser: Any = replace(rule, **{number: changed})  # type: ignore[type-var]  # a dataclass
        says = f"{rule.card.id} at {_said(changed)} instead of {_said(usual)}"
        others = tuple(looser if each is rule else each for each in rules)
        yield Relaxation(says, _price(usual, changed), plan.brief, others)


def _rising_changes(usual: Any, way: int) -> Iterator[Any]:
    """The looser numbers, the least change first.

    Units: steps of one hour from four hours on, of five minutes below; a count changes by one.
    """
    if isinstance(usual, timedelta):
        step = timedelta(hours=1) if usual >= LONG else 5 * MINUTE
        yield from (usual + way * n * step for n in range(1, usual // AT_MOST[way] // step + 1))
    elif usual + way >= 0:
        yield usual + way


def _price(usual: Any, changed: Any) -> int:
    if isinstance(usual, timedelta):
        return whole_minutes(abs(changed - usual))
    return PRICE_OF_ONE_MORE


def _said(number: Any) -> str:
    return hours(number) if isinstance(number, timedelta) else str(number)
