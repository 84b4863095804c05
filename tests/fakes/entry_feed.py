"""An EntryFeed in memory."""

from collections.abc import Sequence

from service.domain.entry import Entry


class FakeEntryFeed:
    """An EntryFeed that remembers what it shows."""

    def __init__(self, *entries: Entry, name: str = "memory") -> None:
        self.name = name
        self._entries = entries

    def shown(self) -> tuple[Entry, ...]:
        return self._entries

    def show(self, entries: Sequence[Entry]) -> None:
        self._entries = tuple(sorted(entries, key=lambda entry: (entry.span, entry.uid)))
