"""Reads a calendar, counts the reading, and stores what the calendar said or why it failed."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from service.domain.span import Span
from service.errors import CalendarUnreadable
from service.ports.busy_source import BusySource, Reading
from service.ports.metrics import Metrics, NoMetrics
from service.ports.reading_store import KeptReading, ReadingStore
from service.usecases.reading.count_result import count_result

LATER = timedelta(days=7)
"""How far beyond the window a calendar is read, so that the stored reading still covers later weeks."""


@dataclass(frozen=True)
class RecordedSource:
    """A busy source whose every reading is counted and stored.

    Shape: a reading that was made since `fresh_since` is returned again; the calendar is then not read.
    """

    source: BusySource
    store: ReadingStore
    metrics: Metrics = field(default_factory=NoMetrics, compare=False)
    fresh_since: datetime | None = None

    @property
    def name(self) -> str:
        """The calendar's name."""
        return self.source.name

    @property
    def kind(self) -> str:
        """The calendar's kind."""
        return self.source.kind

    def read(self, window: Span, *, now: datetime) -> Reading:
        """Returns the reading of `window`, and stores it first.

        Errors: CalendarUnreadable, after its reason was stored.
        """
        before = self.store.kept(self.name)
        if (fresh := self._fresh(before, window)) is not None:
            return fresh
        wide = window.grow(before=timedelta(), after=LATER)
        try:
            with count_result(lambda result: self.metrics.read(self.kind, result)):
                reading = self.source.read(wide, now=now)
        except CalendarUnreadable as error:
            known = before or KeptReading(self.name, self.kind, now)
            # Without the calendar's name: each message about a stored reading adds the name itself.
            reason, failures = str(error.facts["reason"]), known.failures + 1
            self.store.keep(replace(known, tried_at=now, trouble=reason, failures=failures))
            raise
        self.store.keep(KeptReading(self.name, self.kind, now, reading, wide))
        return reading.clip(window)

    def _fresh(self, kept: KeptReading | None, window: Span) -> Reading | None:
        if kept is None or kept.trouble or self.fresh_since is None:
            return None
        known = kept.reading if kept.window and kept.window.holds(window) else None
        return known.clip(window) if known and self.fresh_since <= known.read_at else None
