"""Read calendars and remember what they said, or what went wrong; or go by what is remembered."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from service.domain.span import Span
from service.errors import CalendarUnreadable
from service.ports.busy_source import BusySource, Reading
from service.ports.reading_store import KeptReading, ReadingStore

LATER = timedelta(days=7)
"""What is read beyond the window, so that what is kept still serves when the weeks planned have moved on."""

BEYOND = "Its last reading does not reach over all of these weeks."


@dataclass(frozen=True)
class RecordingSource:
    """A busy source whose every reading is kept; what was read since `fresh_since` is not asked for again."""

    source: BusySource
    store: ReadingStore
    fresh_since: datetime | None = None

    @property
    def name(self) -> str:
        """That of the calendar."""
        return self.source.name

    @property
    def kind(self) -> str:
        """That of the calendar."""
        return self.source.kind

    def read(self, window: Span, *, now: datetime) -> Reading:
        """What it says of `window`, kept before it is given out."""
        before = self.store.kept(self.name)
        if (fresh := self._fresh(before, window)) is not None:
            return fresh
        wide = window.grow(before=timedelta(), after=LATER)
        try:
            reading = self.source.read(wide, now=now)
        except CalendarUnreadable as error:
            known = before or KeptReading(self.name, self.kind, now)
            # Without the name, which everybody says who tells of it.
            reason, failures = str(error.facts["reason"]), known.failures + 1
            self.store.keep(replace(known, tried_at=now, trouble=reason, failures=failures))
            raise
        self.store.keep(KeptReading(self.name, self.kind, now, reading, wide))
        return _clipped(reading, window)

    def _fresh(self, kept: KeptReading | None, window: Span) -> Reading | None:
        if kept is None or kept.trouble or self.fresh_since is None:
            return None
        known = _within(kept, window)
        return known if known and self.fresh_since <= known.read_at else None


@dataclass(frozen=True)
class StoredSource:
    """A busy source that asks nobody, and warns where what was kept does not reach as far as is asked."""

    name: str
    kind: str
    store: ReadingStore

    def read(self, window: Span, *, now: datetime) -> Reading:
        """What was last said, as far as it lies in `window`.

        Errors: CalendarUnreadable when it was never read.
        """
        del now
        kept = self.store.kept(self.name)
        if kept is None or kept.reading is None or kept.window is None:
            reason = (kept.trouble if kept else "") or "it was not read yet"
            raise CalendarUnreadable(name=self.name, reason=reason, hint="Sync once: that reads it.")
        reading = _clipped(kept.reading, window)
        beyond = () if kept.window.holds(window) else (BEYOND,)
        return replace(reading, warnings=(*reading.warnings, *beyond))


def _within(kept: KeptReading, window: Span) -> Reading | None:
    """The reading clipped to the window, None when it does not cover all of it."""
    if kept.reading is None or kept.window is None or not kept.window.holds(window):
        return None
    return _clipped(kept.reading, window)


def _clipped(reading: Reading, window: Span) -> Reading:
    clipped = ((busy, busy.span.clip(window)) for busy in reading.busy)
    busy = tuple(replace(each, span=span) for each, span in clipped if span)
    trained = tuple(p for p in reading.trained if p.span.overlaps(window))
    return replace(reading, busy=busy, trained=trained)
