"""The data of one VEVENT that busy time and appointments are made from."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta, tzinfo

from integrations._shared.icalendar.blocks import Block
from integrations._shared.icalendar.lines import ContentLine
from integrations._shared.icalendar.moment import LAST_WALL, Length, Moment, instant
from integrations._shared.icalendar.rule import Rule

LONGEST_NUMBER = 9

DESCRIPTION, ESTIMATED = "DESCRIPTION", "X-WORKOUT-ESTIMATED-DURATION"
"""What an event says at length; the seconds that a training app gives to a workout."""


@dataclass(frozen=True)
class Fault:
    """Something in a component that could not be read.

    Shape: `line` is the number of the unfolded line in its component, counted from 0. `text` is a clause
    without a full stop.
    """

    line: int
    text: str


class Lost(ValueError):
    """Raised for an event whose time cannot be known.

    Shape: before the instant `since` the event surely takes no time; None if not even that is known.
    """

    def __init__(self, fault: Fault, since: datetime | None = None) -> None:
        self.fault = fault
        self.since = since
        super().__init__(fault.text)


@dataclass(eq=False)
class Event:
    """One VEVENT after its properties were read.

    Shape: `block` is its place in the feed, `zone` the zone in which its start is read. `rules` are its
    RRULEs, `exceptions` its EXRULEs and `excluded` its EXDATEs. `extra` are its RDATEs, each with its own
    length or None. `replaces` is the RECURRENCE-ID, floating if it names no zone: the event replaces this
    instance. `onwards` is RANGE=THISANDFUTURE: all later instances change in the same way. `texts` holds the
    first value of each property that is read, `attendees` and `filed` (CATEGORIES) hold every value.
    """

    block: Block
    start: Moment
    zone: tzinfo
    length: Length = field(default_factory=Length)
    rules: list[Rule] = field(default_factory=list)
    exceptions: list[Rule] = field(default_factory=list)
    extra: list[tuple[Moment, Length | None]] = field(default_factory=list)
    excluded: list[Moment] = field(default_factory=list)
    replaces: Moment | None = None
    onwards: bool = False
    texts: dict[str, str] = field(default_factory=dict)
    attendees: list[ContentLine] = field(default_factory=list)
    filed: list[ContentLine] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def uid(self) -> str:
        """The UID, empty if the event has none."""
        return self.texts.get("UID", "").strip()

    @property
    def title(self) -> str:
        """The SUMMARY on one line, empty if the event has none."""
        return " ".join(self.texts.get("SUMMARY", "").split())

    @property
    def description(self) -> str:
        """The DESCRIPTION with its line breaks, empty if the event has none."""
        return self.texts.get(DESCRIPTION, "").strip()

    @property
    def estimated(self) -> timedelta | None:
        """How long a training app says that the workout takes; None if it does not say, or not in seconds."""
        digits = self.texts.get(ESTIMATED, "").strip()
        is_seconds = digits.isdecimal() and len(digits) <= LONGEST_NUMBER
        return timedelta(seconds=int(digits)) if is_seconds and int(digits) else None

    @property
    def sequence(self) -> int:
        """The SEQUENCE, 0 if it is missing or cannot be read."""
        digits = self.texts.get("SEQUENCE", "")
        return int(digits) if digits.isdecimal() and len(digits) <= LONGEST_NUMBER else 0

    @property
    def whole_day(self) -> bool:
        """Whether its start is a DATE, so that it lasts whole days."""
        return self.start.whole_day

    @property
    def begins(self) -> datetime:
        """The UTC instant of its start."""
        return instant(self.start.wall, self.zone)

    def word(self, name: str) -> str:
        """The value of a property that takes one of a few keywords, in upper case; empty if it is missing."""
        return self.texts.get(name, "").strip().upper()

    def last_wall(self, rule: Rule) -> datetime:
        """The last local time at which UNTIL lets an instance start; a DATE includes its whole day."""
        if rule.until is None:
            return LAST_WALL
        if self.whole_day:
            return datetime.combine(rule.until.day(self.zone), time())
        if rule.until.whole_day:
            return datetime.combine(rule.until.wall, time.max)
        return rule.until.wall_in(self.zone)
