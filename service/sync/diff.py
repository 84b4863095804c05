"""Decides which changes make a calendar show the plan without undoing what the athlete did to it.

There are three inputs, because two cannot tell an event the athlete dragged from a plan that moved:

| wanted | written | shown | change |
| --- | --- | --- | --- |
| A | - | - | create A |
| A | any | A | none: right already |
| A | B | B | update to A: the plan moved |
| A | any | C | keep what the athlete changed of it; the rest becomes as in A |
| A | B | - | none: the athlete deleted it |
| - | B | B | delete B: the plan dropped it |
| - | B | B, begun | none: an entry that has begun stays |
| - | any | C | none: the athlete changed it |
| - | B | - | none: gone already |

Time, title, text and place count each by itself: an athlete who renames an entry still wants it at the
hour of the plan. One who makes it all-day wishes for that day, and gets the hour that the plan finds there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from service.domain.entry import Entry
from service.ports.entry_sink import Shown
from service.sync.entry_equality import changed_by_hand, is_same, writable

NO_NUMBERS: Mapping[str, int] = {}


class WriteKind(StrEnum):
    """The operation on one entry."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"


@dataclass(frozen=True)
class Write:
    """One change to make on a calendar.

    Shape: `entry` is the entry that the calendar shall have, for a deletion the one it has. `shown` is the
    entry it has now, None where it has none. `record` is what is recorded as written by us once it is
    done, None for nothing.
    """

    kind: WriteKind
    entry: Entry
    shown: Shown | None
    record: Entry | None


@dataclass(frozen=True)
class Difference:
    """The writes that make a calendar show the plan, and the entries that it keeps from the athlete.

    Shape: each of `left` stays, or partly stays, as the athlete has it.
    """

    writes: tuple[Write, ...] = ()
    left: tuple[Shown, ...] = ()


def diff(
    wanted: Iterable[Entry],
    written: Mapping[str, Entry],
    shown: Iterable[Shown],
    *,
    now: datetime,
    numbers: Mapping[str, int] = NO_NUMBERS,
) -> Difference:
    """The changes, in order of start, by the table above.

    Shape: all three inputs hold the same weeks and nothing else; each holds a uid once. `numbers` are those
    of the newest writes of entries that are gone: one that comes back counts on from there.
    """
    plan = {entry.uid: writable(entry) for entry in wanted}
    there = {one.entry.uid: one for one in shown}
    found = [
        _asked(plan[uid], written.get(uid), there.get(uid), numbers.get(uid, -1) + 1)
        if uid in plan
        else _unasked(written.get(uid), there.get(uid), now)
        for uid in sorted(plan.keys() | written.keys() | there.keys())
    ]
    writes = [one for one in found if isinstance(one, Write)]
    writes.sort(key=lambda write: (write.entry.span, write.entry.uid))
    return Difference(tuple(writes), tuple(one for one in found if isinstance(one, Shown)))


def _asked(wanted: Entry, written: Entry | None, shown: Shown | None, number: int) -> Write | Shown | None:
    if shown is None:
        if written:
            return None
        fresh = replace(wanted, sequence=number)
        return Write(WriteKind.CREATE, fresh, None, fresh)
    if is_same(wanted, shown.entry):
        # The record of what was written stays: an entry that is put back to it is ours again.
        return None
    if written is None:
        return shown
    by_hand = changed_by_hand(written, shown.entry)
    if by_hand.pop("all_day", False):
        # All-day is a wish for a day, which the plan has put into an hour; it is no hour to be kept.
        by_hand.pop("span", None)
    sequence = max(written.sequence, shown.entry.sequence) + 1
    entry = replace(wanted, sequence=sequence, **by_hand)
    if is_same(entry, shown.entry):
        return shown
    # The athlete's changes are not recorded as ours: next time they must still count as made by hand.
    ours = {field: getattr(written, field) for field in by_hand}
    return Write(WriteKind.UPDATE, entry, shown, replace(entry, **ours))


def _unasked(written: Entry | None, shown: Shown | None, now: datetime) -> Write | Shown | None:
    if shown is None:
        # The record stays: an entry that was deleted by hand may come back by hand.
        return None
    if written is None or changed_by_hand(written, shown.entry):
        return shown
    if shown.entry.span.start <= now:
        return None
    return Write(WriteKind.DELETE, shown.entry, shown, None)
