"""Reads every calendar for one window, and reports what each contributed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from service.domain.busy import Busy
from service.domain.plan import Placement
from service.domain.span import Span, intersect
from service.errors import CalendarUnreadable
from service.ports.busy_source import BusySource, Reading


@dataclass(frozen=True)
class SourceReport:
    """How much busy time one calendar contributed, when it was read, and its warnings.

    Shape: `busy_spans` counts merged spans, not events.
    """

    name: str
    kind: str
    read_at: datetime
    busy_spans: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gathered:
    """The busy spans and sessions of ours found in all calendars together.

    Shape: `busy` is sorted and not merged. `trained` holds each session once.
    """

    busy: tuple[Busy, ...]
    trained: tuple[Placement, ...]
    sources: tuple[SourceReport, ...]

    @property
    def warnings(self) -> tuple[str, ...]:
        """The warnings of all calendars, each with the name of its calendar in front."""
        return tuple(f"{source.name}: {warning}" for source in self.sources for warning in source.warnings)


def gather(
    sources: Sequence[BusySource],
    window: Span,
    *,
    now: datetime,
    ignore_unreadable: bool = False,
    counted: Span | None = None,
) -> Gathered:
    """Reads each source for `window`, one after the other.

    Shape: the reports count the busy spans in `counted`; without it, those in the whole window.
    Errors: CalendarUnreadable, which names every calendar that could not be read. With
    `ignore_unreadable` there is a warning instead, and the calendar adds no busy time.
    """
    readings, failures = list[Reading](), list[CalendarUnreadable]()
    for source in sources:
        try:
            readings.append(source.read(window, now=now))
        except CalendarUnreadable as error:
            failures.append(error)
            if ignore_unreadable:
                readings.append(_nothing_from(source, error, now))
    if failures and not ignore_unreadable:
        raise _all_of(failures)
    return Gathered(
        busy=tuple(sorted(busy for reading in readings for busy in reading.busy)),
        trained=tuple(dict.fromkeys(placement for reading in readings for placement in reading.trained)),
        sources=tuple(_report(reading, counted or window) for reading in readings),
    )


def _nothing_from(source: BusySource, error: CalendarUnreadable, now: datetime) -> Reading:
    warning = f"It could not be read and is left out: {error.facts['reason']}."
    return Reading(source.name, source.kind, now, busy=(), warnings=(warning,))


def _report(reading: Reading, counted: Span) -> SourceReport:
    spans = intersect((busy.span for busy in reading.busy), [counted])
    return SourceReport(reading.name, reading.kind, reading.read_at, len(spans), reading.warnings)


def _all_of(failures: Sequence[CalendarUnreadable]) -> CalendarUnreadable:
    if len(failures) == 1:
        return failures[0]
    return CalendarUnreadable(
        name=f"{len(failures)} calendars",
        reason="; ".join(f"{error}" for error in failures),
        hint=" ".join(dict.fromkeys(error.hint for error in failures)),
    )
