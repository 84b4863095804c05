"""Remembers which calendar a target writes to, so that a renamed calendar is found and not made again."""

from datetime import UTC, datetime

from service.domain.span import MINUTE, Span
from service.ports.source_memory import Remembered, SourceMemory

# A source memory needs a window and a time of reading; the place of a target depends on neither.
ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)


class RememberedCalendar:
    """The calendar that one target writes to, as the server identifies it (an id or a URL).

    Shape: a target is identified by its kind, its server and the name in its configuration. Without a memory
    nothing is remembered.
    """

    def __init__(self, memory: SourceMemory | None, *, kind: str, server: str, name: str) -> None:
        self._memory = memory
        self._key = f"target:{kind}:{server}:{name}"

    def recall(self) -> str | None:
        """The remembered place, None when there is none."""
        kept = self._memory.recall(self._key) if self._memory else None
        return kept.token if kept else None

    def keep(self, place: str) -> None:
        """Remembers a place instead of the one before."""
        if self._memory:
            self._memory.remember(
                self._key, Remembered(place, b"", Span.lasting(ALWAYS, MINUTE), read_at=ALWAYS)
            )
