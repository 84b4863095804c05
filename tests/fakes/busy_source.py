"""A BusySource in memory."""

from datetime import datetime

from service.domain.busy import Busy
from service.domain.plan import Placement
from service.domain.span import Span
from service.errors import CalendarUnreadable
from service.ports.busy_source import Reading


class FakeBusySource:
    """A BusySource that returns what a test gave it, or fails as the test chose."""

    kind = "fake"

    def __init__(
        self,
        *busy: Busy,
        name: str = "memory",
        trained: tuple[Placement, ...] = (),
        warnings: tuple[str, ...] = (),
        failure: CalendarUnreadable | None = None,
    ) -> None:
        self.name = name
        self._busy = busy
        self._trained = trained
        self._warnings = warnings
        self._failure = failure

    def read(self, window: Span, *, now: datetime) -> Reading:
        if self._failure:
            raise self._failure
        pieces = [(busy, busy.span.clip(window)) for busy in self._busy]
        busy = sorted(Busy(span, busy.title, self.name) for busy, span in pieces if span)
        trained = tuple(placement for placement in self._trained if placement.span.overlaps(window))
        return Reading(self.name, self.kind, now, tuple(busy), trained, self._warnings)
