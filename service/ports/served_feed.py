"""What the service itself shows of one athlete's plan to whoever subscribes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from service.domain.entry import Entry


class ServedFeed(Protocol):
    """One athlete's feed, kept with the version of the plan it was made of; every change is durable."""

    @property
    def version(self) -> int:
        """The number of the version it shows, 0 before the first."""

    def shown(self) -> tuple[Entry, ...]:
        """Its entries, cancelled ones among them."""

    def show(self, entries: Sequence[Entry], *, version: int, now: datetime) -> None:
        """Make it show exactly these, of that version."""
