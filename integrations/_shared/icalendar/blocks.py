"""Where the components of a feed begin and end, found without reading what they hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from integrations._shared.icalendar.lines import unfold

HEAD = re.compile(rb"[\s\0]*BEGIN[ \t]*:[ \t]*VCALENDAR[ \t]*(?=\r?\n)", re.IGNORECASE)
# The line feed comes first: the regex engine then leaps from line to line instead of reading each octet.
# Alarms, half of all components, are passed over: nothing that matters is nested in them.
MARKER = re.compile(rb"\n(?:(BEGIN)|END)[ \t]*:[ \t]*(?!VALARM\b)([A-Z0-9-]+)", re.IGNORECASE)
FOLDED_MARKER = re.compile(rb"\n(?:[BE][A-Z]{0,4}|(?:BEGIN|END)[ \t]*:[^\r\n]*)?\r?\n[ \t]", re.IGNORECASE)
# Components that never lie in one another, so that one which begins ends the one before it.
SIBLINGS = frozenset({b"VEVENT", b"VTODO", b"VJOURNAL", b"VFREEBUSY", b"VTIMEZONE"})


class NotACalendar(ValueError):
    """What was read is no whole calendar."""


@dataclass(frozen=True, slots=True)
class Block:
    """One component of a calendar by its place in the feed.

    Shape: `start` and `end` are offsets; what lies between holds its BEGIN line and not its END line.
    `calendar` is the offset of the calendar it stands in. `closed` is false if its END is missing.
    """

    kind: bytes
    start: int
    end: int
    calendar: int
    closed: bool = True


def unfold_markers(feed: bytes) -> bytes:
    """The feed as it is, unless a BEGIN or END line is folded: then with no line folded."""
    return unfold(feed) if FOLDED_MARKER.search(feed) or not HEAD.match(feed) else feed


def blocks(feed: bytes) -> Iterator[Block]:
    """Each component that stands directly in a calendar, whatever is nested in it included.

    Errors: NotACalendar when the feed is something else, or is cut off; what came before is then void.
    """
    head = HEAD.match(feed)
    if not head:
        raise NotACalendar("it is no calendar")
    # Tuples, because a call for each of a million lines would take longer than all that they need.
    markers = ((marker[1], marker[2], marker.start()) for marker in MARKER.finditer(feed, head.end()))
    calendar: int | None = 0
    while calendar is not None:
        yield from _components(markers, calendar)
        starts = (at for begin, kind, at in markers if begin and kind.upper() == b"VCALENDAR")
        calendar = next(starts, None)


def _components(markers: Iterator[tuple[bytes | None, bytes, int]], calendar: int) -> Iterator[Block]:
    kind, start, nested = b"", 0, 0
    for begin, name, at in markers:
        found = name.upper()
        is_new = begin and (not kind or (kind in SIBLINGS and found in SIBLINGS))
        if kind and (is_new or found == b"VCALENDAR"):
            yield Block(kind, start, at, calendar, closed=False)
        if found == b"VCALENDAR":
            if begin:
                raise NotACalendar("a calendar in it has no END:VCALENDAR")
            return
        if is_new:
            kind, start, nested = found, at, 0
        elif found == kind:
            nested += 1 if begin else -1
            if nested < 0:
                yield Block(kind, start, at, calendar)
                kind = b""
    raise NotACalendar("it is cut off: END:VCALENDAR is missing")


def head_of(feed: bytes, calendar: int) -> bytes:
    """The properties that a calendar has before its first component."""
    head = HEAD.match(feed, calendar)
    first = MARKER.search(feed, head.end() if head else calendar)
    return feed[calendar : first.start() if first else len(feed)]


def line_number(feed: bytes, block: Block, number: int) -> int:
    """The line of the feed, counted from 1, on which one unfolded line of a block begins."""
    offset = block.start + 1
    for _ in range(number):
        offset = feed.find(b"\n", offset, block.end) + 1
        while feed[offset : offset + 1] in (b" ", b"\t"):
            offset = feed.find(b"\n", offset, block.end) + 1
    return feed.count(b"\n", 0, offset) + 1
