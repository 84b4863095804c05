"""The changes that the athlete made to our entries in a calendar app, and what they mean for the plan."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from service.domain.entry import Entry, split_session_key
from service.domain.itinerary import Zone
from service.domain.mark import Mark, MarkKind
from service.domain.span import Span
from service.domain.week import week_of_key
from service.ports.entry_sink import Shown

NOON = timedelta(hours=12)
UTC = ZoneInfo("UTC")


class HandEditKind(StrEnum):
    """The kind of change that the athlete made."""

    MOVED = "moved"
    TO_A_DAY = "to a day"
    DELETED = "deleted"
    RETURNED = "returned"


@dataclass(frozen=True)
class HandEdit:
    """One change that the athlete made to an entry of ours.

    Shape: `written` is what we last wrote; `shown` is the entry now, None when it was deleted. `mark` is
    the mark of the session from now on, None when the planner may move it again.
    """

    kind: HandEditKind
    written: Entry
    shown: Entry | None
    mark: Mark | None


def hand_edits(  # noqa: PLR0913  # what was written, what is shown, and whose it is
    written: Mapping[str, Entry],
    shown: Iterable[Shown],
    marks: Mapping[str, Mark],
    *,
    target: str,
    now: datetime,
    zone: Zone = UTC,
) -> Iterator[HandEdit]:
    """Yields each entry that was moved, deleted, or put back as we wrote it; known changes are left out.

    Shape: `marks` are those in force, by session; `target` is the key of the calendar that was read. In
    `zone` lie the athlete's days.
    """
    there = {one.entry.uid: one.entry for one in shown}
    for uid, entry in written.items():
        found = _edit(_Target(target, now, zone), entry, there.get(uid), marks.get(entry.session))
        if found:
            yield found


@dataclass(frozen=True)
class _Target:
    """The calendar in which the athlete edited, and when and where that was seen."""

    key: str
    now: datetime
    zone: Zone

    def mark(self, kind: MarkKind, session: str, span: Span | None = None) -> Mark:
        return Mark(session, kind, self.now, span=span, by=self.key)


def _edit(target: _Target, written: Entry, shown: Entry | None, mark: Mark | None) -> HandEdit | None:
    if shown is None:
        if mark and mark.kind is MarkKind.SKIPPED:
            return None
        return HandEdit(HandEditKind.DELETED, written, None, target.mark(MarkKind.SKIPPED, written.session))
    if (shown.span, shown.all_day) == (written.span, written.all_day):
        if mark and mark.by == target.key and not _is_as_marked(written, mark):
            return HandEdit(HandEditKind.RETURNED, written, shown, None)
        return None
    meant = _meant(target, written, shown)
    if mark and (mark.kind, mark.span) == (meant.kind, meant.span):
        return None
    kind = HandEditKind.TO_A_DAY if meant.kind is MarkKind.DAY else HandEditKind.MOVED
    return HandEdit(kind, written, shown, meant)


def _is_as_marked(written: Entry, mark: Mark) -> bool:
    """Whether we wrote the entry to the day, or the hour, that the athlete's all-day entry stood for."""
    if mark.kind is MarkKind.DAY:
        return mark.span is not None and mark.span.overlaps(written.span)
    return mark.span == written.span


def _meant(target: _Target, written: Entry, shown: Entry) -> Mark:
    """The mark that an entry at another time stands for.

    Shape: all-day means some time that day. A day outside the session's week, which no week plans, or one
    that has begun keeps the clock time that was written.
    """
    if not shown.all_day:
        return target.mark(MarkKind.PINNED, written.session, shown.span)
    week = week_of_key(split_session_key(written.session)[0], target.zone)
    # A calendar may have its midnights in another zone; the dates are meant, and these noon tells.
    first, last = (week.day_of(noon) for noon in (shown.span.start + NOON, shown.span.end - NOON))
    days = Span(week.span_of(first).start, week.span_of(last).end)
    if week.span.holds(days) and target.now < days.end:
        return target.mark(MarkKind.DAY, written.session, days)
    start = week.at(first, week.local(written.span.start).time())
    return target.mark(MarkKind.PINNED, written.session, Span.lasting(start, written.span.duration))
