"""Calendars that the athlete changes by hand, and what they really contain."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from service.domain.entry import Entry
from service.domain.span import Span
from service.ports.entry_sink import EntrySink
from tests.entries import entry
from tests.fakes.entry_sink import Calendar, FakeEntrySink


@dataclass(frozen=True)
class Standing:
    """One event of ours as the athlete sees it."""

    uid: str
    span: Span
    title: str
    text: str
    place: str

    @classmethod
    def of(cls, entry: Entry) -> "Standing":
        return cls(entry.uid, entry.span, entry.title, entry.text, entry.place)


class OwnCalendar(Protocol):
    """One calendar; `sink` returns a new sink for it, as a new process would create."""

    def sink(self) -> EntrySink: ...

    def standing(self) -> list[Standing]:
        """Every event of ours, doubled ones twice."""

    def change(self, uid: str, **fields: Any) -> None:
        """The athlete's hand: `fields` are those of Standing."""

    def delete(self, uid: str) -> None: ...

    def restore(self, uid: str) -> None:
        """Bring back what was deleted, as a bin does."""

    def put_foreign(self, number: int, title: str) -> None:
        """Add an event of the athlete's own, or change it."""

    def delete_foreign(self, number: int) -> None: ...

    def foreign(self) -> Mapping[str, bytes]:
        """Every event that is not ours, to be compared byte by byte."""

    def state(self) -> Mapping[str, str]:
        """The version of everything that stands there."""


@dataclass
class FakeOwnCalendar:
    """One in memory; what is foreign in it are another athlete's entries."""

    name: str = "memory"
    calendar: Calendar = field(default_factory=Calendar)
    bin: dict[str, Entry] = field(default_factory=dict)

    def sink(self) -> EntrySink:
        return FakeEntrySink(self.calendar, name=self.name)

    def standing(self) -> list[Standing]:
        return [Standing.of(one.entry) for one in self.calendar.standing.values() if _is_ours(one.entry)]

    def change(self, uid: str, **fields: Any) -> None:
        self.calendar.put(replace(self.calendar.standing[uid].entry, **fields))

    def delete(self, uid: str) -> None:
        self.bin[uid] = self.calendar.standing.pop(uid).entry

    def restore(self, uid: str) -> None:
        self.calendar.put(self.bin.pop(uid))

    def put_foreign(self, number: int, title: str) -> None:
        self.calendar.put(entry(uid=f"foreign-{number}", title=title))

    def delete_foreign(self, number: int) -> None:
        self.calendar.standing.pop(f"foreign-{number}", None)

    def foreign(self) -> Mapping[str, bytes]:
        standing = self.calendar.standing.items()
        return {uid: repr(one).encode() for uid, one in standing if not _is_ours(one.entry)}

    def state(self) -> Mapping[str, str]:
        return {uid: one.version for uid, one in self.calendar.standing.items()}


def _is_ours(entry: Entry) -> bool:
    return not entry.uid.startswith("foreign")
