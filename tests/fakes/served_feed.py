"""A ServedFeed in memory."""

from collections.abc import Sequence
from datetime import datetime

from service.domain.entry import Entry


class FakeServedFeed:
    """A ServedFeed that forgets everything with its process."""

    def __init__(self) -> None:
        self._shown: tuple[Entry, ...] = ()
        self._version = 0
        self._shown_at: datetime | None = None

    @property
    def version(self) -> int:
        return self._version

    @property
    def shown_at(self) -> datetime | None:
        return self._shown_at

    def shown(self) -> tuple[Entry, ...]:
        return self._shown

    def show(self, entries: Sequence[Entry], *, version: int, over: int, now: datetime) -> bool:
        if self._version != over:
            return False
        if self._shown_at is None or self._shown != tuple(entries):
            self._shown_at = now
        self._shown, self._version = tuple(entries), version
        return True
