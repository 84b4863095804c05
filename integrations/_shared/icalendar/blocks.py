"""Finds where the components of a feed begin and end, without reading their properties."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from integrations._shared.icalendar.lines import unfold

CALENDAR_BEGIN = re.compile(rb"[\s\0]*BEGIN[ \t]*:[ \t]*VCALENDAR[ \t]*(?=\r?\n)", re.IGNORECASE)
# The pattern starts with the line feed, so that the regex engine jumps from line to line instead of trying
# each octet. VALARM components, half of all, are skipped: nothing that matters is nested in them.
MARKER = re.compile(rb"\n(?:(BEGIN)|END)[ \t]*:[ \t]*(?!VALARM\b)([A-Z0-9-]+)", re.IGNORECASE)
FOLDED_MARKER = re.compile(rb"\n(?:[BE][A-Z]{0,4}|(?:BEGIN|END)[ \t]*:[^\r\n]*)?\r?\n[ \t]", re.IGNORECASE)
# Components that are never nested in one another: where one begins, the one before it has ended.
SIBLINGS = frozenset({b"VEVENT", b"VTODO", b"VJOURNAL", b"VFREEBUSY", b"VTIMEZONE"})


class IncompleteCalendar(ValueError):
    """The data is no calendar, or not a complete one."""


@dataclass(frozen=True, slots=True)
class Block:
    """One component of a calendar, by its offsets in the feed.

    Shape: `start` is the offset of the line feed before the BEGIN line, `end` that of the line feed before
    the END line. `calendar` is the offset of the VCALENDAR that holds it. `closed` is False if the END line
    is missing.
    """

    kind: bytes
    start: int
    end: int
    calendar: int
    closed: bool = True


def unfold_markers(feed: bytes) -> bytes:
    """Unfolds the whole feed if a BEGIN or END line may be folded; otherwise returns it unchanged."""
    return unfold(feed) if FOLDED_MARKER.search(feed) or not CALENDAR_BEGIN.match(feed) else feed


def blocks(feed: bytes) -> Iterator[Block]:
    """Yields each component directly in a VCALENDAR, as one block with everything nested in it.

    Errors: IncompleteCalendar when the feed is something else or is cut off. The blocks yielded before it
    must then not be used.
    """
    head = CALENDAR_BEGIN.match(feed)
    if not head:
        raise IncompleteCalendar("it is no calendar")
    # Plain tuples: a feed may have a million markers, and a call for each would take longer than the rest.
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
                raise IncompleteCalendar("a calendar in it has no END:VCALENDAR")
            return
        if is_new:
            kind, start, nested = found, at, 0
        elif found == kind:
            nested += 1 if begin else -1
            if nested < 0:
                yield Block(kind, start, at, calendar)
                kind = b""
    raise IncompleteCalendar("it is cut off: END:VCALENDAR is missing")


def calendar_properties(feed: bytes, calendar: int) -> bytes:
    """The octets of a VCALENDAR before its first component, which hold its own properties."""
    head = CALENDAR_BEGIN.match(feed, calendar)
    first = MARKER.search(feed, head.end() if head else calendar)
    return feed[calendar : first.start() if first else len(feed)]


def line_number(feed: bytes, block: Block, number: int) -> int:
    """The line of the feed, counted from 1, on which an unfolded line of a block begins.

    Shape: `number` counts the unfolded lines of the block from 0.
    """
    offset = block.start + 1
    for _ in range(number):
        offset = feed.find(b"\n", offset, block.end) + 1
        while feed[offset : offset + 1] in (b" ", b"\t"):
            offset = feed.find(b"\n", offset, block.end) + 1
    return feed.count(b"\n", 0, offset) + 1
