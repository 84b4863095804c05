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

    @property
    def shown_at(self) -> datetime | None:
        """When what it shows last changed, None before the first."""

    def show(self, entries: Sequence[Entry], *, version: int, over: int, now: datetime) -> bool:
        """Make it show exactly these, of that version, if it still shows version `over`; whether it did."""
