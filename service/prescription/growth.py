"""How sessions grow in a block: the percent for each discipline, and the limit of the long run."""

from dataclasses import replace
from datetime import timedelta

from service.domain.training import Discipline, Goal, Kind, Session
from service.prescription.length import SHORTEST, STEP, grown
from service.rules.long_run_spike import LongRunSpike

PRIORITY = {Goal.MUSCLE: Discipline.LIFT, Goal.FAT_LOSS: Discipline.LIFT, Goal.ENDURANCE: Discipline.RUN}
"""The discipline that grows most for each goal; for a balanced athlete lifts and runs grow alike."""

A_STEP_OF_PRIORITY, A_STEP_OF_BOTH, A_STEP_OF_OTHER = 5, 3, 2
MOST = 30
"""The most percent by which a session grows; beyond it the usual week itself should change."""


def percent(discipline: Discipline, *, goal: Goal, step: int) -> int:
    """The percent by which sessions of the discipline have grown on that step."""
    if discipline is Discipline.RECOVERY:
        return 0
    priority = PRIORITY.get(goal)
    if priority is None:
        return min(MOST, step * A_STEP_OF_BOTH)
    return min(MOST, step * (A_STEP_OF_PRIORITY if discipline is priority else A_STEP_OF_OTHER))


def on_step(session: Session, *, goal: Goal, step: int) -> Session:
    """The session with its length on that step."""
    return grown(session, percent(session.discipline, goal=goal, step=step))


def reach(longest: timedelta, spike: LongRunSpike) -> timedelta:
    """The longest run that is no spike after `longest`.

    Shape: rounded down to five minutes where that is still longer than `longest`. No percentage makes it
    shorter than the shortest session.
    """
    most = spike.most(longest)
    in_steps = most // STEP * STEP
    return in_steps if in_steps > longest else max(most, min(longest, SHORTEST))


def within_reach(session: Session, longest: timedelta, spike: LongRunSpike) -> Session:
    """The session; a long run is cut to the longest that is no spike."""
    if session.kind is not Kind.LONG:
        return session
    return replace(session, duration=min(session.duration, reach(longest, spike)))
