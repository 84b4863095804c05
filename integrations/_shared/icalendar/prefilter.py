"""Decides from the raw octets of an event whether it can touch a window, without parsing the event."""

import re
from datetime import date, datetime, timedelta

from integrations._shared.icalendar.blocks import Block
from integrations._shared.icalendar.lines import unfold
from service.domain.span import Span

# Lines that begin with neither D nor R are skipped. A folded name could be any of these, so it matches too.
KEY = re.compile(
    rb"\n(?=[DR])(DTSTART|DTEND|DURATION|RRULE|RDATE|RECURRENCE-ID|[A-Z-]*+\r?\n[ \t])"
    rb"(?:[^:\r\n]*:[ \t]*(\d{8}|P(?:\dD)?(?:T(?:\d\d?H)?(?:\d\d?\d?M)?(?:\d{1,5}S)?)?(?=\r?\n)))?",
    re.IGNORECASE,
)
SEQUENCE = re.compile(rb"\nSEQUENCE:([1-9]\d{0,8})\r?\n")
UID = re.compile(rb"\nUID:([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)")
# No zone is further from UTC than a day, and an event without an end may last a whole day.
SLACK = timedelta(days=3)
# Longer than the longest duration that KEY matches: 9 days, 99 hours, 999 minutes and 99,999 seconds.
SHORT_DURATION = timedelta(days=20)
START, END, DURATION = b"DTSTART", b"DTEND", b"DURATION"
PLAIN_KEYS = ({START}, {START, END}, {START, DURATION}, {START, END, DURATION})


class Prefilter:
    """Lets through every event that may touch the span `reach`, and few others."""

    def __init__(self, reach: Span) -> None:
        self._first_end = _digits(reach.start, -SLACK)
        self._first_start = _digits(reach.start, -SLACK - SHORT_DURATION)
        self._last = _digits(reach.end, SLACK)

    def may_touch(self, feed: bytes, block: Block) -> bool:
        """Whether the event may touch the span; True if the raw octets do not decide it."""
        found: list[tuple[bytes, bytes]] = KEY.findall(feed, block.start, block.end)
        keys = dict(found)
        if len(keys) != len(found) or keys.keys() not in PLAIN_KEYS or not all(keys.values()):
            return True
        if keys[START] > self._last:
            return False
        if END in keys:
            return max(keys[END], keys[START]) >= self._first_end
        return keys[START] >= (self._first_start if DURATION in keys else self._first_end)


def uid_and_sequence(feed: bytes, block: Block) -> tuple[str, int] | None:
    """The UID and SEQUENCE of an event that may replace another; None without a UID or a SEQUENCE above 0."""
    sequence = SEQUENCE.match(feed, max(0, feed.find(b"\nSEQUENCE:", block.start, block.end)))
    uid = UID.match(feed, max(0, feed.find(b"\nUID:", block.start, block.end))) if sequence else None
    return (unfold(uid[1]).decode(errors="replace").strip(), int(sequence[1])) if sequence and uid else None


def _digits(instant: datetime, slack: timedelta) -> bytes:
    try:
        day = (instant + slack).date()
    except OverflowError:
        day = date.min if slack < timedelta() else date.max
    return day.isoformat().replace("-", "").encode()
