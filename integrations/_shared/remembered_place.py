"""Which place a target turned out to be, kept so that another name of it makes no second one."""

from datetime import UTC, datetime

from service.domain.span import MINUTE, Span
from service.ports.source_memory import Remembered, SourceMemory

# Where a target lies is true of no hour rather than another.
ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)


class RememberedPlace:
    """What the server calls the calendar that one target was found to be.

    Shape: a target is told from others by its kind, its server and the name it is configured with. Without
    a memory nothing is kept.
    """

    def __init__(self, memory: SourceMemory | None, *, kind: str, server: str, name: str) -> None:
        self._memory = memory
        self._key = f"target:{kind}:{server}:{name}"

    def recall(self) -> str | None:
        """The place, None when none was kept."""
        kept = self._memory.recall(self._key) if self._memory else None
        return kept.token if kept else None

    def keep(self, place: str) -> None:
        """Keep it, instead of the one that was kept before."""
        if self._memory:
            self._memory.remember(
                self._key, Remembered(place, b"", Span.lasting(ALWAYS, MINUTE), read_at=ALWAYS)
            )
