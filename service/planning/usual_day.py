"""Explains why a session is on another day than its usual one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from service.domain.plan import Placement, Plan, Reason
from service.domain.span import MINUTE
from service.domain.training import Session
from service.domain.wording import hours
from service.planning.explain import objections, room_of
from service.planning.price import Price, charged, difference
from service.planning.starts import candidate_starts
from service.planning.trial import with_session_at
from service.rules.finding import Finding
from service.rules.only_free_time import OnlyFreeTime
from service.rules.preferred_time import off_day
from service.rules.rule import Rule

FEW = 12
"""How many hours of the usual days are tried first.

All are tried only when none of these is allowed: in an optimal week no hour beats the chosen one.
"""


def off_its_day(plan: Plan, placement: Placement, rules: Sequence[Rule]) -> Iterator[Reason]:
    """The rules that keep the session from its usual days while the rest of the week stays.

    Shape: nothing when the session is on a usual day, or pinned. The sentence continues that of
    preferred-time. Hours that have passed count too, because they were open when the hour was chosen; the
    previous plan does not count. So every later run gives the same answer.
    """
    said = off_day(plan, placement)
    if not said or placement.pinned:
        return
    whole = replace(plan, brief=replace(plan.brief, not_before=None, stood=()))
    for why in [*_in_the_way(whole, placement.session, rules)] or _gone_by(plan, placement.session):
        its = "its usual day" if len(placement.session.days) == 1 else "its usual days"
        yield Reason(why.rule, f"{said.removesuffix('.')}, {its}{why.sentence}")


def _in_the_way(plan: Plan, session: Session, rules: Sequence[Rule]) -> Iterator[Reason]:
    every = [*_hours_of_its_days(plan, session)]
    if not every:
        needed = session.before + session.duration + session.after
        yield Reason(OnlyFreeTime.card.id, f": there is no room for {hours(needed)}.")
        return
    few = every[:: -(-len(every) // FEW)]
    judged = _judged(plan, session, few, rules)
    if all(found for _, found in judged):
        judged = _judged(plan, session, every, rules)
    allowed = [trial for trial, found in judged if not found]
    if allowed:
        yield from _too_dear(_cheapest(allowed[:FEW], plan, rules))
    else:
        finding = _most_telling([found for _, found in judged])
        yield Reason(finding.rule, f": {finding.sentence}")


def _judged(
    plan: Plan, session: Session, starts: Sequence[datetime], rules: Sequence[Rule]
) -> list[tuple[Plan, list[Finding]]]:
    """The plan with the session at each of the hours, and the new objections to it."""
    known = {finding.sentence for finding in objections(plan, rules)}
    trials = (with_session_at(plan, session, start, rules) for start in starts)
    return [(trial, [f for f in objections(trial, rules) if f.sentence not in known]) for trial in trials]


def _gone_by(plan: Plan, session: Session) -> Iterator[Reason]:
    if not [*_hours_of_its_days(plan, session)]:
        yield Reason(OnlyFreeTime.card.id, ": what was free there has gone by.")


def _hours_of_its_days(plan: Plan, session: Session) -> Iterator[datetime]:
    week = plan.brief.week
    for minute in candidate_starts(room_of(session, plan.brief), session.duration, week.span.start):
        start = week.span.start + minute * MINUTE
        if week.day_of(start).weekday() in session.days:
            yield start


def _most_telling(found: Sequence[Sequence[Finding]]) -> Finding:
    """The first sentence of the rule that forbids the most hours; among equals that of days and weeks."""
    counts = Counter(rule for closed in found for rule in {finding.rule for finding in closed})
    return max((f for closed in found for f in reversed(closed)), key=lambda finding: counts[finding.rule])


def _cheapest(allowed: Sequence[Plan], plan: Plan, rules: Sequence[Rule]) -> Price:
    known = charged(plan, rules)
    prices = (difference(charged(trial, rules), known) for trial in allowed)
    return min(prices, key=lambda price: tuple(price.points.values()))


def _too_dear(cheapest: Price) -> Iterator[Reason]:
    costs_as_much = cheapest.dearer and not any(cheapest.points.values())
    if cheapest.is_higher or costs_as_much:
        dearest = cheapest.dearer[0]
        price = "as much" if costs_as_much else "more"
        yield Reason(dearest.rule, f", which would cost {price}: {dearest.sentence}")
