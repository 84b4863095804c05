"""Makes sessions longer and shorter, in steps of five minutes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from service.domain.training import Kind, Session

STEP = timedelta(minutes=5)

SHORTEST = timedelta(minutes=20)
"""No session is cut below it: a shorter run could not be joined, and would be a warm-up and no session."""

SHORT_RUN = timedelta(minutes=30)
"""The longest light run that may share a visit with a lift, or follow one."""


def grown(session: Session, percent: int) -> Session:
    """The session made longer by `percent`, never shorter.

    Shape: a short light run stays short, so that it can still be joined to a lift.
    """
    longer = _in_steps(session.duration * (100 + percent) / 100)
    if session.is_light_run and session.duration <= SHORT_RUN:
        longer = min(longer, SHORT_RUN)
    return replace(session, duration=max(session.duration, longer))


def cut(session: Session, percent: int) -> Session:
    """The session made shorter by `percent`, never longer; mobility stays, because it is no load."""
    if session.kind is Kind.MOBILITY:
        return session
    shorter = max(SHORTEST, _in_steps(session.duration * (100 - percent) / 100))
    return replace(session, duration=min(session.duration, shorter))


def cut_together(
    sessions: Sequence[Session], percent: int, *, least: int, most: int, weights: Sequence[timedelta]
) -> tuple[Session, ...]:
    """The sessions cut so that their minutes together fall by `percent`, shared out by the weights.

    Shape: the minutes fall by at least `least` and at most `most` percent, whenever a multiple of five
    minutes lies between; the shortest length of a session gives way to that.
    """
    total = sum((session.duration for session in sessions), timedelta())
    between = range(-(-total * (100 - most) // (100 * STEP)), total * (100 - least) // (100 * STEP) + 1)
    wished = total * (100 - percent) / 100
    steps = min(between, key=lambda steps: abs(steps * STEP - wished), default=round(wished / STEP))
    shares = _shares([session.duration for session in sessions], weights, steps * STEP)
    return tuple(replace(session, duration=share) for session, share in zip(sessions, shares, strict=True))


def _shares(
    durations: Sequence[timedelta], weights: Sequence[timedelta], total: timedelta
) -> list[timedelta]:
    """Gives five minutes at a time to the session with the least for its weight.

    Shape: no session gets more than it had.
    """
    shares = [min(duration, SHORTEST) for duration in durations]
    if sum(shares, timedelta()) > total:
        shares = [min(duration, STEP) for duration in durations]
    while total - sum(shares, timedelta()) >= STEP:
        takers = [
            ((share + STEP) / weight, n)
            for n, (share, weight) in enumerate(zip(shares, weights, strict=True))
            if share + STEP <= durations[n]
        ]
        if not takers:
            break
        shares[min(takers)[1]] += STEP
    return shares


def _in_steps(duration: timedelta) -> timedelta:
    return (duration + STEP / 2) // STEP * STEP
