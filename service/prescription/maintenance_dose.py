"""Reduces a week to the few sessions that keep up what was gained."""

from collections.abc import Iterable
from dataclasses import replace

from service.domain.training import Discipline, Goal, Session
from service.rules.drop_by_goal import LEAST_FIRST, DropByGoal


def maintenance_dose(sessions: Iterable[Session], goal: Goal, least: DropByGoal) -> tuple[Session, ...]:
    """The lifts and the runs that matter most, in their old order.

    Shape: fewer where the week has fewer. A session whose partner is left out is no longer joined.
    Source: Spiering 2021 (one lift and two runs a week keep strength and endurance for a month and more,
    as long as their effort stays).
    """
    sessions = tuple(sessions)
    by_worth = sorted(sessions, key=lambda session: _worth(session, goal), reverse=True)
    lifts = [session for session in by_worth if session.is_lift][: least.lifts]
    runs = [session for session in by_worth if session.is_run][: least.runs]
    kept = {session.id for session in (*lifts, *runs)}
    return tuple(_alone_unless(session, kept) for session in sessions if session.id in kept)


def counted(least: DropByGoal) -> str:
    """The dose in the words of a sentence, such as 1 lift and 2 runs."""
    numbers = ((least.lifts, Discipline.LIFT), (least.runs, Discipline.RUN))
    return " and ".join(f"{number} {what}{'' if number == 1 else 's'}" for number, what in numbers)


def _worth(session: Session, goal: Goal) -> tuple[int, int, bool]:
    rank = next((n for n, kinds in enumerate(LEAST_FIRST[goal]) if session.kind in kinds), 0)
    return -session.priority, rank, session.works_legs


def _alone_unless(session: Session, kept: set[str]) -> Session:
    return session if session.join_with in kept else replace(session, join_with=None)
