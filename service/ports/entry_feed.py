"""A calendar, or a file of one, that can show our entries."""

from collections.abc import Sequence
from typing import Protocol

from service.domain.entry import Entry


class EntryFeed(Protocol):
    """One place our entries are shown.

    Errors: CalendarUnreadable and CalendarUnwritable.
    """

    @property
    def name(self) -> str:
        """What the athlete calls this place."""

    def shown(self) -> tuple[Entry, ...]:
        """Our entries as they stand there now; nothing of anybody else's."""

    def show(self, entries: Sequence[Entry]) -> None:
        """Make it show exactly these entries of ours."""
