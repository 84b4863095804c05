"""A reading that was made already, as the busy source that it came from."""

from dataclasses import dataclass
from datetime import datetime

from service.domain.span import Span
from service.ports.busy_source import Reading


@dataclass(frozen=True)
class AsRead:
    """Implements the busy source port over one reading; no calendar is asked again."""

    reading: Reading

    @property
    def name(self) -> str:
        """The name of the calendar that was read."""
        return self.reading.name

    @property
    def kind(self) -> str:
        """The kind of the calendar that was read."""
        return self.reading.kind

    def read(self, window: Span, *, now: datetime) -> Reading:
        """The part of the reading that lies in `window`."""
        del now
        return self.reading.clip(window)
