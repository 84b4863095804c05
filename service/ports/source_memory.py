"""What is remembered of a calendar between two readings, so that it need not send the same again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from service.domain.span import Span


@dataclass(frozen=True)
class Remembered:
    """What one calendar said when it was last read.

    Shape: `token` is what the calendar calls that state of itself (a sync token, an ETag); `content` is
    in the words of whoever reads that kind of calendar; `window` is what the content covers.
    """

    token: str
    content: bytes
    window: Span
    read_at: datetime


class SourceMemory(Protocol):
    """One athlete's calendars, by a key that says which calendar it is and how it is read."""

    def recall(self, source: str) -> Remembered | None:
        """What was last kept of it, None when nothing was."""

    def remember(self, source: str, remembered: Remembered) -> None:
        """Keep it in place of what was kept before."""

    def forget(self, source: str) -> None:
        """Keep nothing of it any more."""
