"""How a block of weeks grows: by how much each discipline, and how far the long run may reach."""

from dataclasses import replace
from datetime import timedelta

from service.domain.training import (
    Discipline,
    Goal,
    Kind,
    Session,
)
from service.prescription.length import SHORTEST, STEP, grown
from service.rules.long_run_spike import LongRunSpike

PRIORITY = {Goal.MUSCLE: Discipline.LIFT, Goal.FAT_LOSS: Discipline.LIFT, Goal.ENDURANCE: Discipline.RUN}
"""What each goal grows for; a balanced athlete grows both alike."""

A_STEP_OF_PRIORITY, A_STEP_OF_BOTH, A_STEP_OF_OTHER = 5, 3, 2
MOST = 30
"""Percent by which no session outgrows its usual length; then it is the usual week that should change."""


def percent(discipline: Discipline, *, goal: Goal, step: int) -> int:
    """By how much sessions of the discipline have grown on that step."""
    if discipline is Discipline.RECOVERY:
        return 0
    priority = PRIORITY.get(goal)
    if priority is None:
        return min(MOST, step * A_STEP_OF_BOTH)
    return min(MOST, step * (A_STEP_OF_PRIORITY if discipline is priority else A_STEP_OF_OTHER))


def on_step(session: Session, *, goal: Goal, step: int) -> Session:
    """The session as long as it has become on that step."""
    return grown(session, percent(session.discipline, goal=goal, step=step))


def reach(longest: timedelta, spike: LongRunSpike) -> timedelta:
    """The longest run that is no spike after `longest`, in steps of five minutes where one leads on.

    Shape: no number makes it shorter than a session can be.
    """
    most = spike.most(longest)
    in_steps = most // STEP * STEP
    return in_steps if in_steps > longest else max(most, min(longest, SHORTEST))


def within_reach(session: Session, longest: timedelta, spike: LongRunSpike) -> Session:
    """The session, cut to what is no spike when it is a long run."""
    if session.kind is not Kind.LONG:
        return session
    return replace(session, duration=min(session.duration, reach(longest, spike)))
