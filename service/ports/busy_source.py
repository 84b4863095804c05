"""A calendar from which the athlete's busy time can be read."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol, Self

from service.domain.busy import Busy
from service.domain.plan import Placement
from service.domain.span import Span


@dataclass(frozen=True)
class Reading:
    """The busy time that one calendar reported for one window, and when it was read.

    Shape: `busy` is clipped to the window, in order, not merged. `trained` are sessions of ours found in
    that calendar: they take no busy time, but they count as training. `warnings` are whole sentences about
    what could not be read.
    """

    name: str
    kind: str
    read_at: datetime
    busy: tuple[Busy, ...]
    trained: tuple[Placement, ...] = ()
    warnings: tuple[str, ...] = ()

    def clip(self, window: Span) -> Self:
        """The part of the reading that lies in `window`.

        Shape: busy spans are clipped; sessions that touch the window stay whole.
        """
        clipped = ((busy, busy.span.clip(window)) for busy in self.busy)
        busy = tuple(replace(each, span=span) for each, span in clipped if span)
        trained = tuple(placement for placement in self.trained if placement.span.overlaps(window))
        return replace(self, busy=busy, trained=trained)


class BusySource(Protocol):
    """One calendar whose busy time is read.

    Errors: CalendarUnreadable when it cannot be read whole; a part that cannot be read is a warning.
    """

    @property
    def name(self) -> str:
        """The athlete's name for this calendar; never a secret address."""

    @property
    def kind(self) -> str:
        """The type of calendar, such as ics."""

    def read(self, window: Span, *, now: datetime) -> Reading:
        """Reads the busy time of `window`."""
