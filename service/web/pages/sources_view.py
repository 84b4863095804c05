"""Shows when each calendar was last read, and which calendars need attention."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from service.domain.busy import Busy

if TYPE_CHECKING:
    from service.athletes.context import AthleteContext
    from service.ports.reading_store import KeptReading

MISSED_CHECKS = 3
"""After this many missed checks a calendar counts as stale."""

SLACK = timedelta(minutes=15)
"""Extra time before that, because a check takes a while and a laptop may sleep."""


@dataclass(frozen=True)
class SourceView:
    """The state of one calendar that is read.

    Shape: `read_at` is None until the first read. `trouble` is the error of the last try, empty for none.
    """

    name: str
    read_at: datetime | None
    trouble: str = ""
    is_stale: bool = False
    warnings: tuple[str, ...] = ()

    @property
    def needs_attention(self) -> bool:
        """Whether the plan may lack the newest events of this calendar."""
        return self.is_stale or bool(self.trouble) or self.read_at is None


def sources_view(context: "AthleteContext", now: datetime) -> tuple[SourceView, ...]:
    """The state of each calendar in the athlete's configuration."""
    kept = {reading.name: reading for reading in context.archive.readings.every()}
    oldest = now - MISSED_CHECKS * context.config.timetable.check - SLACK
    return tuple(
        _view(calendar.name, kept.get(calendar.name), oldest) for calendar in context.config.calendars
    )


def busy_of(context: "AthleteContext") -> Iterator[Busy]:
    """The busy time in the last stored readings of these calendars."""
    names = {calendar.name for calendar in context.config.calendars}
    for kept in context.archive.readings.every():
        if kept.name in names and kept.reading:
            yield from kept.reading.busy


def _view(name: str, kept: "KeptReading | None", oldest: datetime) -> SourceView:
    if kept is None:
        return SourceView(name, None)
    is_stale = kept.read_at is not None and kept.read_at < oldest
    warnings = kept.reading.warnings if kept.reading else ()
    return SourceView(name, kept.read_at, kept.trouble, is_stale, warnings)
