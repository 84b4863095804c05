"""What each calendar of an athlete said last, and what has gone wrong with it since."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from service.domain.span import Span
from service.ports.busy_source import Reading


@dataclass(frozen=True)
class KeptReading:
    """One calendar as the service knows it.

    Shape: `reading` is the last that came whole, over `window`; both are None before the first. `tried_at`
    is when it was asked last, `trouble` what went wrong then, empty when nothing did; `failures` counts
    the tries since the last good one.
    """

    name: str
    kind: str
    tried_at: datetime
    reading: Reading | None = None
    window: Span | None = None
    trouble: str = ""
    failures: int = 0

    @property
    def read_at(self) -> datetime | None:
        """When it was last read whole."""
        return self.reading.read_at if self.reading else None


class ReadingStore(Protocol):
    """One athlete's calendars, by name."""

    def kept(self, name: str) -> KeptReading | None:
        """What is known of one, None when it was never asked."""

    def every(self) -> tuple[KeptReading, ...]:
        """What is known of all, in order of their names."""

    def keep(self, kept: KeptReading) -> None:
        """Know this of it, in place of what was known."""

    def forget(self, name: str) -> None:
        """Know nothing of it any more."""
