"""One VEVENT, understood as far as it says when somebody is busy."""

from dataclasses import dataclass, field
from datetime import datetime, time, tzinfo

from integrations._shared.icalendar.blocks import Block
from integrations._shared.icalendar.lines import ContentLine
from integrations._shared.icalendar.moment import (
    LAST_WALL,
    Length,
    Moment,
    instant,
)
from integrations._shared.icalendar.rule import Rule

LONGEST_NUMBER = 9


@dataclass(frozen=True)
class Fault:
    """Something in a component that could not be read.

    Shape: `line` is the unfolded line of the component, counted from 0; `text` a clause without a stop.
    """

    line: int
    text: str


class Lost(ValueError):
    """An event whose time cannot be known.

    Shape: `since` is the instant before which it surely takes no time, if that much is known.
    """

    def __init__(self, fault: Fault, since: datetime | None = None) -> None:
        self.fault = fault
        self.since = since
        super().__init__(fault.text)


@dataclass(eq=False)
class Event:
    """One VEVENT.

    Shape: `block` is its place in the feed, `zone` where its start is read. `extra` are RDATEs, with a
    length if they have their own. `replaces` is the RECURRENCE-ID, floating if it names no zone; with
    `onwards` all later instances change as this one does. `texts` holds the first value of each property,
    `attendees` and `filed` (its CATEGORIES) every one.
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
        """What computers call it; nothing if its feed gave it no name."""
        return self.texts.get("UID", "").strip()

    @property
    def title(self) -> str:
        """What a person calls it."""
        return " ".join(self.texts.get("SUMMARY", "").split())

    @property
    def sequence(self) -> int:
        """The number of its revision; 0 if it says nothing readable."""
        digits = self.texts.get("SEQUENCE", "")
        return int(digits) if digits.isdecimal() and len(digits) <= LONGEST_NUMBER else 0

    @property
    def whole_day(self) -> bool:
        """Whether it takes days rather than hours."""
        return self.start.whole_day

    @property
    def begins(self) -> datetime:
        """The instant at which it first takes place."""
        return instant(self.start.wall, self.zone)

    def word(self, name: str) -> str:
        """The value of a property that is one of a few words, in upper case."""
        return self.texts.get(name, "").strip().upper()

    def last_wall(self, rule: Rule) -> datetime:
        """The last wall on which UNTIL lets the event begin; a DATE holds the whole of its day."""
        if rule.until is None:
            return LAST_WALL
        if self.whole_day:
            return datetime.combine(rule.until.day(self.zone), time())
        if rule.until.whole_day:
            return datetime.combine(rule.until.wall, time.max)
        return rule.until.wall_in(self.zone)
