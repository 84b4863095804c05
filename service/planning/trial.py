"""Puts one session of a plan at another hour, and keeps the other sessions in place where possible."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from service.domain.plan import Placement, Plan
from service.domain.span import Span
from service.domain.training import Discipline, Session
from service.planning.explain import objections
from service.planning.price import price
from service.rules.finding import Finding
from service.rules.rule import Rule


def with_session_at(plan: Plan, session: Session, start: datetime, rules: Sequence[Rule]) -> Plan:
    """The plan with the session at that hour and the others where they are.

    Shape: the session is joined to a neighbour that it touches where that breaks fewer rules.
    """
    others = tuple(_parted(p, session.id) for p in plan.placements if p.session.id != session.id)
    lone = Placement(session, Span.lasting(start, session.duration))
    trials = [replace(plan, placements=others).with_placement(lone), *_visits(plan, lone, others)]
    # Most touch no other session; then the check of all rules, which takes long, is not needed.
    return min(trials, key=lambda trial: len([*objections(trial, rules)])) if trials[1:] else trials[0]


def new_objections(trial: Plan, plan: Plan, rules: Sequence[Rule]) -> tuple[Finding, ...]:
    """The objections to the trial that the plan does not have."""
    known = {finding.sentence for finding in objections(plan, rules)}
    return tuple(finding for finding in objections(trial, rules) if finding.sentence not in known)


def with_fewest_moves(replanned: Plan, plan: Plan, rules: Sequence[Rule], *, but: str) -> Plan:
    """The replanned week with each session back at its hour in `plan` where that costs no more.

    Shape: the session with the id `but` stays at its new hour.
    """
    best = replanned
    for visit in _visits_of(plan, but=but):
        trial = _put(best, visit)
        if not new_objections(trial, best, rules) and not price(trial, rules, than=best).is_higher:
            best = trial
    return best


def _put(plan: Plan, visit: tuple[Placement, ...]) -> Plan:
    """The plan with these placements in place of its own for the same sessions."""
    ids = {placement.session.id for placement in visit}
    rest = (p for p in plan.placements if p.session.id not in ids)
    apart = (replace(p, joined_with=None) if p.joined_with in ids else p for p in rest)
    return replace(plan, placements=tuple(sorted((*apart, *visit), key=lambda p: (p.start, p.session.id))))


def _visits_of(plan: Plan, *, but: str) -> Iterator[tuple[Placement, ...]]:
    """The plan's placements grouped by visit, each visit once."""
    for placement in plan.placements:
        if placement.session.id != but and not plan.is_second(placement):
            partners = (p for p in plan.placements if p.joins(placement) and p.session.id != but)
            yield tuple(_parted(p, but) for p in (placement, *partners))


def _parted(placement: Placement, partner: str) -> Placement:
    return replace(placement, joined_with=None) if placement.joined_with == partner else placement


def _visits(plan: Plan, lone: Placement, others: Sequence[Placement]) -> Iterator[Plan]:
    """The plan with the placement joined to each neighbour that it touches and that has no partner."""
    for other in others:
        touches = other.end == lone.start or lone.end == other.start
        both = {other.session.discipline, lone.session.discipline}
        if touches and both == {Discipline.LIFT, Discipline.RUN} and not other.joined_with:
            visit = (
                replace(lone, joined_with=other.session.id),
                replace(other, joined_with=lone.session.id),
            )
            yield _put(replace(plan, placements=tuple(others)), visit)
