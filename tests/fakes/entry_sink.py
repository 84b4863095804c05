"""A calendar of the athlete in memory, and an EntrySink over it."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from service.domain.entry import Entry
from service.domain.span import Span
from service.errors import EntryChanged
from service.ports.busy_source import Reading
from service.ports.entry_sink import Shown

if TYPE_CHECKING:
    from service.domain.busy import Busy


@dataclass
class Calendar:
    """The events by UID, and the number of changes; several sinks may share one calendar."""

    standing: dict[str, Shown] = field(default_factory=dict)
    changes: int = 0

    def put(self, entry: Entry) -> Shown:
        self.changes += 1
        self.standing[entry.uid] = Shown(entry, version=f"v{self.changes}")
        return self.standing[entry.uid]


class FakeEntrySink:
    """An EntrySink over such a calendar; `writes` counts what it was asked to change."""

    counts_writes = True

    def __init__(self, calendar: Calendar | None = None, *, name: str = "memory") -> None:
        self.name = name
        self.key = f"fake:{name}"
        self.calendar = calendar or Calendar()
        self.writes = 0
        self.others: tuple[Busy, ...] = ()

    def shown(self, *, since: datetime) -> tuple[Shown, ...]:
        standing = (one for one in self.calendar.standing.values() if since < one.entry.span.end)
        return tuple(sorted(standing, key=lambda one: (one.entry.span, one.entry.uid)))

    def read_others(self, window: Span, *, now: datetime) -> Reading:
        return Reading(self.name, "fake", now, self.others).clip(window)

    def look(self, uid: str) -> Shown | None:
        return self.calendar.standing.get(uid)

    def create(self, entry: Entry) -> Shown:
        self.writes += 1
        there = self.calendar.standing.get(entry.uid)
        if there is None:
            return self.calendar.put(entry)
        if replace(there.entry, stamp=entry.stamp, modified=entry.modified) != entry:
            raise EntryChanged(name=self.name, reason=f"{entry.session} stands there already")
        return there

    def update(self, shown: Shown, entry: Entry) -> Shown:
        self._expect(shown)
        return self.calendar.put(entry)

    def delete(self, shown: Shown) -> None:
        if shown.entry.uid in self.calendar.standing:
            self._expect(shown)
            self.calendar.changes += 1
            del self.calendar.standing[shown.entry.uid]

    def _expect(self, shown: Shown) -> None:
        self.writes += 1
        there = self.calendar.standing.get(shown.entry.uid)
        if there is None or there.version != shown.version:
            raise EntryChanged(name=self.name, reason=f"{shown.entry.session} is not as it was")
