"""The minutes at which a session could start, counted from the first midnight of the week."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from service.domain.span import MINUTE, Span, whole_minutes

GRID = 15


def minute_of(instant: datetime, epoch: datetime) -> int:
    """How many minutes after the epoch; a part of a minute counts as a whole one."""
    return whole_minutes(instant - epoch)


def candidate_starts(room: Iterable[Span], duration: timedelta, epoch: datetime) -> list[int]:
    """Each quarter hour from which the session fits, and the first and last minute of each stretch.

    The ends are there because a session may fit between two meetings and yet over no quarter hour.
    """
    starts: set[int] = set()
    for span in room:
        first, last = minute_of(span.start, epoch), (span.end - duration - epoch) // MINUTE
        if first <= last:
            starts |= {first, last, *range(-(-first // GRID) * GRID, last + 1, GRID)}
    return sorted(starts)
