"""Counts every write to a target calendar."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from service.domain.entry import Entry
from service.domain.span import Span
from service.ports.busy_source import Reading
from service.ports.entry_sink import EntrySink, Shown
from service.ports.metrics import Metrics
from service.usecases.reading.count_result import count_result


@dataclass(frozen=True)
class CountedSink:
    """An entry sink whose every write is counted.

    Shape: `kind` is the kind of calendar, such as ics.
    """

    sink: EntrySink
    kind: str
    metrics: Metrics

    @property
    def name(self) -> str:
        """The wrapped sink's name."""
        return self.sink.name

    @property
    def key(self) -> str:
        """The wrapped sink's key."""
        return self.sink.key

    @property
    def counts_writes(self) -> bool:
        """Whether the wrapped sink keeps our count of writes."""
        return self.sink.counts_writes

    def shown(self, *, since: datetime) -> tuple[Shown, ...]:
        """The entries the wrapped sink shows; reading is not counted."""
        return self.sink.shown(since=since)

    def read_others(self, window: Span, *, now: datetime) -> Reading:
        """What else stands in the wrapped sink's calendar; not counted."""
        return self.sink.read_others(window, now=now)

    def look(self, uid: str) -> Shown | None:
        """The entry with that uid, asked for by itself; not counted."""
        return self.sink.look(uid)

    def create(self, entry: Entry) -> Shown:
        """Creates an entry, and counts the write."""
        with self._writing("create"):
            return self.sink.create(entry)

    def update(self, shown: Shown, entry: Entry) -> Shown:
        """Changes the shown entry to `entry`, and counts the write."""
        with self._writing("update"):
            return self.sink.update(shown, entry)

    def delete(self, shown: Shown) -> None:
        """Deletes the shown entry, and counts the write."""
        with self._writing("delete"):
            self.sink.delete(shown)

    @contextmanager
    def _writing(self, change: str) -> Iterator[None]:
        with count_result(lambda result: self.metrics.wrote(self.kind, change, result)):
            yield
