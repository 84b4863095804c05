"""Reads busy time and appointments from the bytes of a feed, without any file, network or clock.

A feed is never parsed as a whole, because one bad value would lose all of it. Its components are found by
their BEGIN and END lines. Those that cannot touch the window are dropped unread, and each of the others is
read on its own.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from integrations._shared.calendar_settings import CalendarSettings
from integrations._shared.icalendar.appointment import appointment
from integrations._shared.icalendar.blocks import (
    SIBLINGS,
    Block,
    IncompleteCalendar,
    blocks,
    line_number,
    unfold_markers,
)
from integrations._shared.icalendar.event import Event, Fault, Lost
from integrations._shared.icalendar.event_reader import EventReader, shortened
from integrations._shared.icalendar.free_busy import busy_spans
from integrations._shared.icalendar.lines import plain
from integrations._shared.icalendar.occurrence import Occurrence
from integrations._shared.icalendar.own_entry import Starts, is_first_date, is_ours, starts_of, training
from integrations._shared.icalendar.prefilter import Prefilter, uid_and_sequence
from integrations._shared.icalendar.recurrence import StepBudget, TooManyDates
from integrations._shared.icalendar.series import Series
from integrations._shared.icalendar.transparency import is_cancelled_or_declined, takes_time
from integrations._shared.icalendar.vcalendar import VCalendar
from service.domain.appointment import Appointment
from service.domain.busy import Busy
from service.domain.plan import Placement
from service.domain.span import Span
from service.errors import CalendarUnreadable

MOST_WARNINGS = 20
WITHOUT_END = Fault(0, "has no end; what follows was taken for part of it")


@dataclass
class Contents:
    """What a feed holds in one window.

    Shape: `understand` fills `busy` and `trained`, `look_through` fills `appointments`. `busy` is clipped to
    the window, not merged and in no order. `trained` holds our own entries. `warnings` are whole sentences.
    """

    appointments: list[Appointment] = field(default_factory=list)
    busy: list[Busy] = field(default_factory=list)
    trained: list[Placement] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read_busy_time(
    raw: bytes, settings: CalendarSettings, window: Span, *, allowance: StepBudget | None = None
) -> Contents:
    """Reads from a feed the busy time in `window`, and the sessions that our own entries show there.

    Shape: `allowance` is shared with other parts of the same calendar.
    Errors: CalendarUnreadable when the feed is no calendar, is cut off, or its rules ask for too many dates.
    """
    return _found(raw, settings, window, _Reading.contents, allowance)


def read_appointments(
    raw: bytes, settings: CalendarSettings, window: Span, *, allowance: StepBudget | None = None
) -> Contents:
    """Reads from a feed the appointments that touch `window`, without cancelled and declined ones.

    Shape and Errors: as `understand`.
    """
    return _found(raw, settings, window, _Reading.appointments, allowance)


def _found(
    raw: bytes,
    settings: CalendarSettings,
    window: Span,
    ask: Callable[["_Reading"], Contents],
    allowance: StepBudget | None,
) -> Contents:
    try:
        return ask(_Reading(unfold_markers(plain(raw)), settings, window, allowance or StepBudget()))
    except IncompleteCalendar as error:
        raise CalendarUnreadable(name=settings.name, reason=str(error)) from error
    except TooManyDates as error:
        raise CalendarUnreadable(name=settings.name, reason="its rules ask for too many dates") from error


class _Reading:
    """One pass over one feed for one window; either `contents` or `appointments` is called, once."""

    def __init__(self, feed: bytes, settings: CalendarSettings, window: Span, allowance: StepBudget) -> None:
        self._feed = feed
        self._settings = settings
        self._window = window
        # Travel time counts as busy, so an event outside the window may touch it.
        self._reach = window.grow(before=settings.after, after=settings.before)
        self._allowance = allowance
        self._events: list[Block] = []
        self._free_busy: list[Block] = []
        self._timezones: dict[int, list[Block]] = defaultdict(list)
        self._calendars: dict[int, VCalendar] = {}
        self._newer: dict[str, int] = {}
        self._starts: dict[str, Starts] = {}
        self._found = Contents()
        self._warnings_left_out = 0

    def contents(self) -> Contents:
        """The busy time, and the sessions of our own entries."""
        self._sort_components()
        for block in self._free_busy:
            self._add_free_busy(block)
        for one in self._occurrences():
            self._add_occurrence(one)
        return self._with_unsaid()

    def appointments(self) -> Contents:
        """Every appointment that is neither cancelled nor declined."""
        self._sort_components()
        self._found.appointments = [
            appointment(one, self._settings)
            for one in self._occurrences()
            if not is_cancelled_or_declined(one.event, self._settings)
        ]
        return self._with_unsaid()

    def _with_unsaid(self) -> Contents:
        if self._warnings_left_out:
            self._found.warnings.append(f"{self._warnings_left_out} more things could not be read.")
        return self._found

    def _sort_components(self) -> None:
        sieve = Prefilter(self._reach)
        for block in blocks(self._feed):
            if block.kind == b"VEVENT":
                if sieve.may_touch(self._feed, block):
                    self._events.append(block)
                elif newer := uid_and_sequence(self._feed, block):
                    self._newer[newer[0]] = max(newer[1], self._newer.get(newer[0], 0))
            elif block.kind == b"VFREEBUSY":
                self._free_busy.append(block)
            elif block.kind == b"VTIMEZONE":
                self._timezones[block.calendar].append(block)
            elif not block.closed and block.kind not in SIBLINGS:
                self._warn("A component", block, WITHOUT_END)

    def _calendar(self, block: Block) -> VCalendar:
        offset = block.calendar
        if offset not in self._calendars:
            self._calendars[offset] = VCalendar.read(
                self._feed,
                offset,
                self._timezones[offset],
                home=self._settings.zone,
                allowance=self._allowance,
            )
        return self._calendars[offset]

    def _add_free_busy(self, block: Block) -> None:
        zones, faults = self._calendar(block).zones, list[Fault]()
        for span in busy_spans(self._feed, block, zones, self._settings, faults):
            self._add_busy(span, title="", travels=True)
        for fault in faults:
            self._warn("A free/busy list", block, fault)

    def _events_by_uid(self) -> Iterator[list[Event]]:
        by_uid: dict[str, list[Event]] = defaultdict(list)
        for block in self._events:
            event = self._event(block)
            if event and (event.replaces or event.sequence >= self._newer.get(event.uid, 0)):
                by_uid[event.uid].append(event)
        # Events without a UID cannot be known to belong together, so each is a series of its own.
        yield from ([event] for event in by_uid.pop("", []))
        yield from by_uid.values()

    def _event(self, block: Block) -> Event | None:
        calendar = self._calendar(block)
        if calendar.is_cancelled:
            return None
        reader = EventReader(self._feed, block, calendar.zones)
        try:
            return reader.event()
        except Lost as lost:
            if lost.since is None or lost.since < self._reach.end:
                self._warn(_called(reader.uid), block, lost.fault)
            return None

    def _occurrences(self) -> Iterator[Occurrence]:
        for events in self._events_by_uid():
            series = Series(events)
            self._starts[events[0].uid] = starts_of(events)
            found = list(series.occurrences(self._reach, self._allowance))
            yield from found
            for event in events:
                if found or event in series.failed:
                    for fault in event.faults:
                        self._warn(_called(event.uid), event.block, fault)

    def _add_occurrence(self, one: Occurrence) -> None:
        event, span = one.event, one.span
        if is_ours(event) and is_first_date(one, self._starts[event.uid]):
            placement = training(event, span)
            if placement and span.clip(self._window):
                self._found.trained.append(placement)
        elif takes_time(event, self._settings):
            self._add_busy(span, title=event.title, travels=not event.whole_day)

    def _add_busy(self, span: Span, *, title: str, travels: bool) -> None:
        taken = span.clip(self._reach)
        if taken and travels:
            taken = taken.grow(before=self._settings.before, after=self._settings.after)
        shown = taken and taken.clip(self._window)
        if shown:
            self._found.busy.append(Busy(shown, title, self._settings.name))

    def _warn(self, what: str, block: Block, fault: Fault) -> None:
        if len(self._found.warnings) >= MOST_WARNINGS:
            self._warnings_left_out += 1
            return
        line = line_number(self._feed, block, fault.line)
        self._found.warnings.append(f"{what}, line {line}: {fault.text}.")


def _called(uid: str) -> str:
    return f"Event {shortened(uid)}" if uid else "An event without UID"
