"""Decides the status of a session now: to come, under way, done, taken as done, skipped or missed."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from service.domain.itinerary import Zone
from service.domain.log import Logged
from service.domain.mark import Mark, MarkKind
from service.domain.plan import Placement


class SessionStatus(StrEnum):
    """The status of one session, from its plan, its mark, the log and the clock."""

    TO_COME = "to come"
    UNDER_WAY = "under way"
    DONE = "done"
    TAKEN_AS_DONE = "taken as done"
    SKIPPED = "skipped"
    MISSED = "missed"

    @property
    def is_open(self) -> bool:
        """Whether the session is still to come."""
        return self is SessionStatus.TO_COME

    @property
    def counts(self) -> bool:
        """Whether the session counts as training load: it was done or is going to be."""
        return self not in {SessionStatus.SKIPPED, SessionStatus.MISSED}


def session_status(
    placement: Placement, *, mark: Mark | None, logged: Iterable[Logged], zone: Zone, now: datetime
) -> SessionStatus:
    """Decides by the log first, then by the mark, then by the clock.

    Shape: without a line in the log, a session that is over is taken as done.
    """
    day = placement.start.astimezone(zone).date()
    about = [line for line in logged if (line.day, line.kind) == (day, placement.session.kind)]
    if about:
        return SessionStatus.MISSED if about[-1].missed else SessionStatus.DONE
    if mark and mark.kind is MarkKind.SKIPPED:
        return SessionStatus.SKIPPED
    if now < placement.start:
        return SessionStatus.TO_COME
    return SessionStatus.UNDER_WAY if now < placement.end else SessionStatus.TAKEN_AS_DONE
