"""Plans weeks as open-source auto-schedulers do: each session at the first hour that fits."""

from collections.abc import Sequence
from datetime import datetime

from service.domain.availability import room_for
from service.domain.plan import Brief, Placement, Plan
from service.domain.span import MINUTE, Span, subtract
from service.domain.training import Session
from service.domain.week import Weekday
from service.planning.explain import objections
from service.planning.starts import candidate_starts
from service.planning.trial import with_session_at
from service.rules import RULEBOOK
from service.rules.rule import Rule


def first_fit(brief: Brief, told: Sequence[Rule] = ()) -> Plan:
    """What matters most and then what is longest goes first, and nothing is moved once it stands.

    Shape: without `told` it knows free time alone; with it, it takes no hour to which one of these
    rules objects. A lift and a run that touch count as one visit where that breaks fewer rules.
    """
    plan, told = Plan(brief, ()), [*told]
    for session in sorted(brief.sessions, key=lambda session: (session.priority, -session.duration)):
        for start in _starts(plan, session):
            trial = plan.with_placement(Placement(session, Span.lasting(start, session.duration)))
            if _touches(trial, start, session):
                trial = with_session_at(plan, session, start, RULEBOOK)
            if _is_fine(trial, told):
                plan = trial
                break
    return plan


def _starts(plan: Plan, session: Session) -> list[datetime]:
    """Every start at which the session fits into what is left, those on its wished days first."""
    week = plan.brief.week
    taken = (placement.span for placement in (*plan.brief.carried, *plan.placements))
    room = room_for(session, subtract(plan.brief.still_free, taken))
    minutes = candidate_starts(room, session.duration, week.span.start)
    moments = (week.span.start + minute * MINUTE for minute in minutes)
    return sorted(moments, key=lambda m: (Weekday(week.day_of(m).weekday()) not in session.days, m))


def _touches(plan: Plan, start: datetime, session: Session) -> bool:
    return any(p.end == start or p.start == start + session.duration for p in plan.placements)


def _is_fine(trial: Plan, told: list[Rule]) -> bool:
    for rule in told:
        if next(objections(trial, [rule]), None):
            # Who objected to this hour will object to the next, so asking it first is quicker.
            told.remove(rule)
            told.insert(0, rule)
            return False
    return True
