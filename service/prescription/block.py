"""A block of four weeks: three that grow, and a deload week."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from service.domain.training import Discipline, Goal, Session
from service.domain.wording import length
from service.prescription.growth import on_step, percent, within_reach
from service.prescription.length import cut
from service.prescription.prescription import Prescription
from service.prescription.season import BlockWeek
from service.rules.long_run_spike import LongRunSpike

DELOAD = 40
"""Percent by which a deload week is shorter than the week before it."""


def in_full(
    usual: Sequence[Session],
    *,
    goal: Goal,
    step: int,
    longest_recent_run: timedelta | None,
    spike: LongRunSpike | None,
) -> Prescription:
    """The usual week with the lengths of that step, and with the long run within its limit.

    Shape: without `spike` the long run has no limit.
    """
    grown = tuple(on_step(session, goal=goal, step=step) for session in usual)
    if spike is None:
        return Prescription(grown)
    within = tuple(
        within_reach(session, longest_recent_run or was.duration, spike)
        for session, was in zip(grown, usual, strict=True)
    )
    return Prescription(within, tuple(_said_of_reach(grown, within, longest_recent_run, spike)))


def deloaded(full: Sequence[Session]) -> tuple[Session, ...]:
    """The sessions of a deload week: shorter, but as many and as hard."""
    return tuple(cut(session, DELOAD) for session in full)


def sentence(block_week: BlockWeek, goal: Goal) -> str:
    """The clause that names a week of a block and says how its lengths differ from the usual ones."""
    which = f"week {block_week.number} of block {block_week.block}"
    if block_week.is_deload:
        return f"{which}, a deload: about {DELOAD} % fewer minutes of everything, as often and as hard"
    lifts, runs = (percent(d, goal=goal, step=block_week.step) for d in (Discipline.LIFT, Discipline.RUN))
    if not block_week.step:
        return f"{which}: everything is as long as usual"
    if lifts == runs:
        return f"{which}: lifts and runs are {lifts} % longer than usual, in steps of 5 minutes"
    return f"{which}: lifts are {lifts} % and runs {runs} % longer than usual, in steps of 5 minutes"


def _said_of_reach(
    grown: Sequence[Session],
    within: Sequence[Session],
    longest_recent_run: timedelta | None,
    spike: LongRunSpike,
) -> Iterator[str]:
    known = (
        f"the longest run of the last 30 days ({length(longest_recent_run)})" if longest_recent_run else ""
    )
    limit = known or "the usual one, as no run of the last 30 days is known"
    more = spike.percent - 100
    most = f"{more} % more than" if more > 0 else f"{spike.percent} % of"
    for wished, session in zip(grown, within, strict=True):
        if session.duration < wished.duration:
            yield f"The long run takes {length(session.duration)}, at most {most} {limit}."
