"""Suggests, for each dropped session, the smallest things to give up so that it fits."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from service.domain.plan import Dropped, Plan
from service.domain.span import MINUTE, whole_minutes
from service.domain.training import Session
from service.domain.wording import hours
from service.planning.budget import Budget
from service.planning.looser_number import looser_numbers
from service.planning.relaxation import Relaxation, Trials, with_session, without
from service.planning.time_to_free import ways_to_free
from service.rules.finding import Tier
from service.rules.rule import Rule, placement_name

MOST_SUGGESTED = 5
SEARCHED = 3
"""How many dropped sessions get suggestions; a week that drops more needs another template."""

MOST_TRIALS = 36
"""How often a week is planned again for one session; a limit of time would make the answers vary."""

WORK_OF_ALL = 3.0
"""The deterministic time in which the suggestions for all dropped sessions are looked for."""

SWAPS_TRIED, MOST_SWAPS_SUGGESTED = 6, 2
A_DAY = timedelta(days=1) // MINUTE
"""The price of dropping another session: higher than for any number, and higher for one that matters more."""

FIVE_MINUTES = 5 * MINUTE
SHORTEST = timedelta(minutes=20)


def with_relaxations(plan: Plan, rules: Sequence[Rule], budget: Budget | None = None) -> Plan:
    """The plan with suggestions for its most important dropped sessions, as far as the budget reaches.

    Shape: a week whose search was given up gets none, because another search may place what it dropped.
    """
    if not plan.proven_optimal:
        return plan
    budget = budget or Budget(WORK_OF_ALL)
    worth = _worth(plan, rules)
    searched = sorted(plan.dropped, key=lambda dropped: -worth[dropped.session.id])[:SEARCHED]
    dropped = (
        replace(each, would_fit_if=_suggestions(plan, each, rules, budget)) if each in searched else each
        for each in plan.dropped
    )
    return replace(plan, dropped=tuple(dropped))


def _suggestions(plan: Plan, dropped: Dropped, rules: Sequence[Rule], budget: Budget) -> tuple[str, ...]:
    session = dropped.session
    trials = Trials(plan, session, budget, most=MOST_TRIALS)
    ways = [
        *ways_to_free(plan, session, rules, trials),
        *_shorter(plan, session, rules, trials),
        *looser_numbers(plan, dropped, rules, trials),
        *_swaps(plan, session, rules, trials),
    ]
    return tuple(way.says for way in sorted(ways, key=lambda way: way.price)[:MOST_SUGGESTED])


def _shorter(plan: Plan, session: Session, rules: Sequence[Rule], trials: Trials) -> Iterator[Relaxation]:
    """The session at the greatest shorter length that fits, at least half of its own."""
    most = (session.duration - max(SHORTEST, session.duration / 2)) // FIVE_MINUTES
    cuts = [n * FIVE_MINUTES for n in range(1, most + 1)]
    ways = [
        Relaxation(
            f"shorten it to {hours(session.duration - cut)}",
            whole_minutes(cut),
            with_session(plan.brief, replace(session, duration=session.duration - cut)),
            (*rules,),
        )
        for cut in cuts
    ]
    way = trials.smallest(ways)
    yield from [way] if way else []


def _swaps(plan: Plan, session: Session, rules: Sequence[Rule], trials: Trials) -> Iterator[Relaxation]:
    """Another session dropped instead, the least important first.

    Shape: never one of the same kind, length and effort, which would be no gain.
    """
    worth = _worth(plan, rules)
    others = (p for p in plan.placements if not p.pinned and not _alike(p.session, session))
    loose = sorted(others, key=lambda p: worth[p.session.id])
    told = 0
    for rank, placement in enumerate(loose[:SWAPS_TRIED]):
        brief = without(plan.brief, placement.session)
        way = Relaxation(f"drop {placement_name(plan, placement)} instead", A_DAY + rank, brief, (*rules,))
        if told < MOST_SWAPS_SUGGESTED and trials.makes_room(way):
            told += 1
            yield way


def _alike(one: Session, other: Session) -> bool:
    return (one.kind, one.duration, one.effort) == (other.kind, other.duration, other.effort)


def _worth(plan: Plan, rules: Sequence[Rule]) -> dict[str, int]:
    """The cost of dropping each session, as the rules charge for a week without any."""
    worth = dict.fromkeys((session.id for session in plan.brief.sessions), 0)
    for rule in rules:
        for finding in rule.findings(replace(plan, placements=())):
            if finding.tier is Tier.PLACE and len(finding.sessions) == 1:
                worth[finding.sessions[0]] += finding.cost
    return worth
