"""Compares a planned week with the previous plan, and finds why old hours became impossible."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from service.domain.change import Change
from service.domain.entry import session_key
from service.domain.plan import Placement, Plan
from service.domain.span import Span
from service.domain.training import Session
from service.planning.trial import new_objections, with_session_at
from service.rules.only_free_time import OnlyFreeTime
from service.rules.rule import Rule, placement_name


def compare_plans(plan: Plan, before: Mapping[str, Placement], rules: Sequence[Rule]) -> Iterator[Change]:
    """Yields each session of the week that moved, was removed or is trained differently, then each new one.

    Shape: `before` are the week's previous placements by the sessions' short ids.
    """
    asked = {session.id: session for session in plan.brief.sessions}
    placed = {placement.session.id: placement for placement in plan.placements}
    for name, old in before.items():
        new = placed.get(name)
        if new and new.start == old.start:
            if _is_trained_differently(old.session, new.session):
                yield Change(_named(plan, new.session, name), old, new)
        else:
            session = asked.get(name)
            why = _objection(plan, session, old, rules) if session else "it is not asked for any more"
            yield Change(_named(plan, session or old.session, name), old, new, why)
    for name, new in placed.items():
        if name not in before:
            yield Change(_named(plan, new.session, name), None, new)


def _is_trained_differently(old: Session, new: Session) -> bool:
    return (old.kind, old.effort, old.duration) != (new.kind, new.effort, new.duration)


def _objection(plan: Plan, session: Session, old: Placement, rules: Sequence[Rule]) -> str:
    """The first objection to the old hour in the new week, busy time before other rules; empty if none."""
    calendar_first = sorted(rules, key=lambda rule: rule.card.id != OnlyFreeTime.card.id)
    trial = with_session_at(plan, session, old.start, rules)
    found = (f for f in new_objections(trial, plan, calendar_first) if session.id in f.sessions)
    said = next((finding.sentence.removesuffix(".") for finding in found), "")
    subject = placement_name(plan, Placement(session, Span.lasting(old.start, session.duration)))
    return f"it{said.removeprefix(subject)}" if said.startswith(subject) else said


def _named(plan: Plan, session: Session, name: str) -> Session:
    return replace(session, id=session_key(week=plan.brief.week.key, session=name))
