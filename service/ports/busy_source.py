"""A calendar that can say when the athlete is busy."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol, Self

from service.domain.busy import Busy
from service.domain.plan import Placement
from service.domain.span import Span


@dataclass(frozen=True)
class Reading:
    """What one calendar said about one window, and when it was asked.

    Shape: `busy` is clipped to the window, in order, not merged. `trained` are sessions of ours seen
    in that calendar: they take no busy time, but they are in the athlete's legs.
    `warnings` are whole sentences about what could not be read.
    """

    name: str
    kind: str
    read_at: datetime
    busy: tuple[Busy, ...]
    trained: tuple[Placement, ...] = ()
    warnings: tuple[str, ...] = ()

    def clip(self, window: Span) -> Self:
        """The part of it that lies in `window`."""
        clipped = ((busy, busy.span.clip(window)) for busy in self.busy)
        busy = tuple(replace(each, span=span) for each, span in clipped if span)
        trained = tuple(placement for placement in self.trained if placement.span.overlaps(window))
        return replace(self, busy=busy, trained=trained)


class BusySource(Protocol):
    """One calendar to read from.

    Errors: CalendarUnreadable when it cannot be read whole; a part that cannot be read is a warning.
    """

    @property
    def name(self) -> str:
        """What the athlete calls this calendar; never a secret address."""

    @property
    def kind(self) -> str:
        """The sort of calendar it is, such as ics."""

    def read(self, window: Span, *, now: datetime) -> Reading:
        """Ask for the busy time of `window`."""
