"""What has become of a session by now."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from service.domain.itinerary import Zone
from service.domain.log import Logged
from service.domain.mark import Mark, MarkKind
from service.domain.plan import Placement


class SessionStatus(StrEnum):
    """Where a session is between its plan and its log."""

    TO_COME = "to come"
    UNDER_WAY = "under way"
    DONE = "done"
    TAKEN_AS_DONE = "taken as done"
    SKIPPED = "skipped"
    MISSED = "missed"

    @property
    def is_open(self) -> bool:
        """Whether it has yet to begin."""
        return self is SessionStatus.TO_COME

    @property
    def counts(self) -> bool:
        """Whether a body feels it, or will."""
        return self not in {SessionStatus.SKIPPED, SessionStatus.MISSED}


def session_status(
    placement: Placement, *, mark: Mark | None, logged: Iterable[Logged], zone: Zone, now: datetime
) -> SessionStatus:
    """What the log says of it, then what was decided, then the clock: what is over is taken as done."""
    day = placement.start.astimezone(zone).date()
    about = [line for line in logged if (line.day, line.kind) == (day, placement.session.kind)]
    if about:
        return SessionStatus.MISSED if about[-1].missed else SessionStatus.DONE
    if mark and mark.kind is MarkKind.SKIPPED:
        return SessionStatus.SKIPPED
    if now < placement.start:
        return SessionStatus.TO_COME
    return SessionStatus.UNDER_WAY if now < placement.end else SessionStatus.TAKEN_AS_DONE
