"""Reads the content lines of one VEVENT into an `Event`."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import tzinfo

from integrations._shared.icalendar.blocks import Block
from integrations._shared.icalendar.event import DESCRIPTION, ESTIMATED, Event, Fault, Lost
from integrations._shared.icalendar.lines import NAME, ContentLine, own_lines
from integrations._shared.icalendar.moment import DAY, NOTHING, Length, Moment, Unreadable
from integrations._shared.icalendar.own_entry import EFFORT, KIND, SESSION
from integrations._shared.icalendar.rule import Rule
from integrations._shared.icalendar.transparency import BUSY_STATUS
from integrations._shared.icalendar.zones import Zones

SHOWN = 60


# The properties that decide when somebody is busy, and with what. Others are not read, so they may be broken.
PROPERTIES_READ = frozenset(
    {"UID", "DTSTAMP", "DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE", "RECURRENCE-ID"}
    | {"SEQUENCE", "STATUS", "TRANSP", "SUMMARY", "CATEGORIES", "ATTENDEE", *BUSY_STATUS}
    | {SESSION, KIND, EFFORT, DESCRIPTION, ESTIMATED}
)

ONLY_ABOUT_WORKOUTS = frozenset({DESCRIPTION, ESTIMATED})
"""Properties that only tell how long a workout takes, so that a broken one is no fault."""


class EventReader:
    """Reads the event in one block of a feed.

    Errors: Lost when the event's time cannot be known. Other unreadable values become faults of the event.
    """

    def __init__(self, feed: bytes, block: Block, zones: Zones) -> None:
        self._block = block
        self._zones = zones
        self._faults: list[Fault] = []
        self._unknown_zones: set[str] = set()
        if not block.closed:
            self._faults.append(Fault(0, "has no END:VEVENT"))
        self._lines = [*self._deciding(own_lines(feed[block.start + 1 : block.end]))]
        self._first = {line.name: line for line in reversed(self._lines)}

    @property
    def uid(self) -> str:
        """The UID, also when nothing else of the event can be read; empty if there is none."""
        return self._first["UID"].text.strip() if "UID" in self._first else ""

    def event(self) -> Event:
        """The event; its recurrence is read only if it has no RECURRENCE-ID."""
        replaces = self._replaces()
        start = self._start(replaces)
        zone = start.zone or self._zones.floating
        event = Event(self._block, start, zone, replaces=replaces, faults=self._faults)
        event.texts = {name: line.text for name, line in self._first.items()}
        event.attendees = self._all("ATTENDEE")
        event.filed = self._all("CATEGORIES")
        event.length = self._length(event)
        if replaces:
            event.onwards = self._first["RECURRENCE-ID"].parameter("RANGE").upper() == "THISANDFUTURE"
        else:
            event.rules = [self._rule(line, event) for line in self._all("RRULE")]
            event.exceptions = [self._rule(line, event) for line in self._all("EXRULE")]
            event.extra = list(self._dates("RDATE", event))
            event.excluded = [moment for moment, _ in self._dates("EXDATE", event)]
        return event

    def _deciding(self, lines: Iterable[tuple[int, str]]) -> Iterator[ContentLine]:
        for number, text in lines:
            name = NAME.match(text)
            if name and name[1].upper() not in PROPERTIES_READ:
                continue
            line = ContentLine.read(text, number)
            if line:
                yield line
            elif not (name and name[1].upper() in ONLY_ABOUT_WORKOUTS):
                self._faults.append(Fault(number, f"{shortened(text)} has no value"))

    def _all(self, name: str) -> list[ContentLine]:
        return [line for line in self._lines if line.name == name and line.value]

    def _start(self, replaces: Moment | None) -> Moment:
        line = self._first.get("DTSTART")
        if line:
            try:
                return self._moment_reader(line)(line.value)
            except Unreadable as error:
                raise Lost(left_out(line, error)) from error
        if replaces:
            return replaces.floating_in(self._zones.floating)
        raise Lost(Fault(0, "has no DTSTART; it was left out"))

    def _replaces(self) -> Moment | None:
        line = self._first.get("RECURRENCE-ID")
        try:
            return self._moment_reader(line)(line.value) if line else None
        except Unreadable as error:
            self._faults.append(fault(line, error))
            return None

    def _length(self, event: Event) -> Length:
        usual = Length(DAY) if event.whole_day else Length()
        line = self._first.get("DTEND") or self._first.get("DURATION")
        try:
            if line and line.name == "DTEND":
                return self._length_until(event, self._moment_reader(line)(line.value))
            if line:
                length = Length.read(line.value)
                return length.whole_days if event.whole_day else length
        except Unreadable as error:
            self._faults.append(fault(line, error))
        return usual

    def _length_until(self, event: Event, end: Moment) -> Length:
        if event.whole_day and end.whole_day:
            return Length(max(DAY, end.wall - event.start.wall))
        exact = end.instant(event.zone) - event.begins
        if exact < NOTHING:
            raise Unreadable("is before the start")
        return Length(exact=exact)

    def _rule(self, line: ContentLine, event: Event) -> Rule:
        try:
            return Rule.read(line.value)
        except Unreadable as error:
            raise Lost(left_out(line, error), since=event.begins) from error

    def _dates(self, name: str, event: Event) -> Iterator[tuple[Moment, Length | None]]:
        for line in self._all(name):
            moment = self._moment_reader(line)
            for value in filter(None, map(str.strip, line.value.split(","))):
                try:
                    yield self._period(value, moment, event.zone)
                except Unreadable as error:
                    self._faults.append(fault(replace(line, value=value), error))

    def _period(
        self, value: str, moment: Callable[[str], Moment], floating: tzinfo
    ) -> tuple[Moment, Length | None]:
        first, slash, end = value.partition("/")
        start = moment(first).floating_in(floating)
        if not slash:
            return start, None
        if "P" in end.upper():
            return start, Length.read(end)
        return start, Length(exact=moment(end).instant(floating) - start.instant(floating))

    def _moment_reader(self, line: ContentLine) -> Callable[[str], Moment]:
        """A function that reads the values of one line, whose parameters hold for all of them."""
        zone, is_date = self._zone(line), line.parameter("VALUE").upper() == "DATE"

        def read(value: str) -> Moment:
            moment = Moment.read(value.upper().partition("T")[0] if is_date else value, zone)
            return replace(moment, zone=self._zones.home) if moment.whole_day else moment

        return read

    def _zone(self, line: ContentLine) -> tzinfo | None:
        tzid = line.parameter("TZID")
        zone = self._zones.zone(tzid)
        if zone or not tzid:
            return zone
        if tzid not in self._unknown_zones:
            self._unknown_zones.add(tzid)
            text = f"names a zone nobody knows ({shortened(tzid)}), read in {self._zones.floating}"
            self._faults.append(Fault(line.number, text))
        return self._zones.floating


def left_out(line: ContentLine, error: Unreadable) -> Fault:
    """The fault of a line because of which the whole event is left out."""
    return Fault(line.number, f"{shortened(str(line))} {error}; it was left out")


def fault(line: ContentLine | None, error: Unreadable) -> Fault:
    """The fault of a line that holds an unreadable value."""
    return Fault(line.number if line else 0, f"{shortened(str(line))} {error}")


def shortened(text: str) -> str:
    """The text, cut to the length that a warning can show."""
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
