"""What the athlete did to our entries in a calendar app, and what it means for the plan."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.domain.entry import Entry
from service.domain.mark import Mark, MarkKind
from service.ports.entry_sink import Shown


class HandEditKind(StrEnum):
    """What was done."""

    MOVED = "moved"
    DELETED = "deleted"
    RETURNED = "returned"


@dataclass(frozen=True)
class HandEdit:
    """One thing the athlete did since we last looked.

    Shape: `written` is what we had put there; `shown` what stands there now, None when it was deleted.
    `mark` is what the session is marked with from now on, None for ours again.
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
    """What was moved, deleted, or put back as we had it; what is known already is not told again.

    Shape: `marks` are those in force, by session; `target` is the key of the calendar looked at.
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
