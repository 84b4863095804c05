"""A calendar, or a calendar file, whose entries of ours are replaced as a whole."""

from collections.abc import Sequence
from typing import Protocol

from service.domain.entry import Entry


class EntryFeed(Protocol):
    """One calendar that shows our entries.

    Errors: CalendarUnreadable and CalendarUnwritable.
    """

    @property
    def name(self) -> str:
        """The athlete's name for this calendar."""

    def shown(self) -> tuple[Entry, ...]:
        """Our entries as the calendar shows them now; never an entry of anyone else."""

    def show(self, entries: Sequence[Entry]) -> None:
        """Makes the calendar show exactly these entries of ours."""
