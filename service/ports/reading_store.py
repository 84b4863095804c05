"""The store of each calendar's last reading, and of the failures since."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from service.domain.span import Span
from service.ports.busy_source import Reading


@dataclass(frozen=True)
class KeptReading:
    """The last reading of one calendar, and the tries since.

    Shape: `reading` is the last complete one, over `window`; both are None before the first. `tried_at` is
    when the calendar was last read or tried; `trouble` is the error of that try, empty after a success.
    `failures` counts the tries since the last success.
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
        """When the calendar was last read completely, None before the first time."""
        return self.reading.read_at if self.reading else None


class ReadingStore(Protocol):
    """The stored readings of one athlete's calendars, by name."""

    def kept(self, name: str) -> KeptReading | None:
        """The stored reading of one calendar, None when it was never tried."""

    def every(self) -> tuple[KeptReading, ...]:
        """All stored readings, in order of their names."""

    def keep(self, kept: KeptReading) -> None:
        """Stores a reading in place of the calendar's old one."""

    def forget(self, name: str) -> None:
        """Deletes a calendar's reading."""
