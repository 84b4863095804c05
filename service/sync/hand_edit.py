"""The changes that the athlete made to our entries in a calendar app, and what they mean for the plan."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.domain.entry import Entry
from service.domain.mark import Mark, MarkKind
from service.ports.entry_sink import Shown


class HandEditKind(StrEnum):
    """The kind of change that the athlete made."""

    MOVED = "moved"
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


def hand_edits(
    written: Mapping[str, Entry],
    shown: Iterable[Shown],
    marks: Mapping[str, Mark],
    *,
    target: str,
    now: datetime,
) -> Iterator[HandEdit]:
    """Yields each entry that was moved, deleted, or put back as we wrote it; known changes are left out.

    Shape: `marks` are those in force, by session; `target` is the key of the calendar that was read.
    """
    there = {one.entry.uid: one.entry for one in shown}
    for uid, entry in written.items():
        found = _edit(entry, there.get(uid), marks.get(entry.session), target, now)
        if found:
            yield found


def _edit(
    written: Entry, shown: Entry | None, mark: Mark | None, target: str, now: datetime
) -> HandEdit | None:
    if shown is None:
        if mark and mark.kind is MarkKind.SKIPPED:
            return None
        skipped = Mark(written.session, MarkKind.SKIPPED, now, by=target)
        return HandEdit(HandEditKind.DELETED, written, None, skipped)
    if shown.span == written.span:
        if mark and mark.by == target:
            return HandEdit(HandEditKind.RETURNED, written, shown, None)
        return None
    if mark and mark.span == shown.span:
        return None
    pinned = Mark(written.session, MarkKind.PINNED, now, span=shown.span, by=target)
    return HandEdit(HandEditKind.MOVED, written, shown, pinned)
