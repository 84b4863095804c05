"""The store of what a calendar last sent, so that the next reading fetches only what changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from service.domain.span import Span


@dataclass(frozen=True)
class Remembered:
    """The content of one calendar when it was last read.

    Shape: `token` is the calendar's name for that state (a sync token, an ETag). `content` is in the
    format of the adapter that reads this kind of calendar. `window` is the span that the content covers.
    """

    token: str
    content: bytes
    window: Span
    read_at: datetime


class SourceMemory(Protocol):
    """The remembered content of one athlete's calendars.

    Shape: the key `source` says which calendar it is and how it is read.
    """

    def recall(self, source: str) -> Remembered | None:
        """The content last stored for the calendar, None when nothing is stored."""

    def remember(self, source: str, remembered: Remembered) -> None:
        """Stores what the calendar sent, in place of what was stored before."""

    def forget(self, source: str) -> None:
        """Deletes what is stored for the calendar."""
