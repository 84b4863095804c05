"""The feed of one athlete's plan that the service itself offers to calendar apps."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from service.domain.entry import Entry


class ServedFeed(Protocol):
    """One athlete's feed, with the version of the plan it shows; every change is durable."""

    @property
    def version(self) -> int:
        """The number of the version it shows, 0 before the first."""

    def shown(self) -> tuple[Entry, ...]:
        """The entries of the feed, cancelled ones included."""

    @property
    def shown_at(self) -> datetime | None:
        """When the content of the feed last changed, None before the first."""

    def show(self, entries: Sequence[Entry], *, version: int, over: int, now: datetime) -> bool:
        """Makes the feed show exactly these entries, of that version, if it still shows version `over`.

        Shape: False, and nothing changes, when it shows another version.
        """
