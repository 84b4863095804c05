"""Decides which entries our own calendar shows next, from what it shows now and what the plan wants."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from service.domain.entry import Entry
from service.domain.span import Span
from service.sync.entry_equality import writable

CANCELLED_KEPT = timedelta(weeks=2)
TRAINING_KEPT = timedelta(weeks=6)
"""Long enough for the 30 days before a week, even on its last day."""


def revise(
    *, shown: Iterable[Entry], wanted: Iterable[Entry], planned: Iterable[Span], now: datetime
) -> tuple[Entry, ...]:
    """The entries to show, so that an app that read the last ones sees exactly what changed.

    | shown | wanted | where | becomes |
    | --- | --- | --- | --- |
    | - | A | anywhere | A, sequence 0 |
    | A | A | anywhere | A as shown: the same bytes |
    | A | B | anywhere | B, sequence raised by one |
    | cancelled A | A or B | anywhere | A or B, not cancelled, sequence raised by one |
    | A | - | yet to begin, in planned time | cancelled A, sequence raised by one |
    | A | - | begun, or outside planned time | A as shown, until six weeks after its end |
    | cancelled A | - | anywhere | as shown, until two weeks after its end |

    Shape: `planned` is the time in which the planner could place sessions. Entries are matched by uid; the
    stamps and sequences of `wanted` are ignored. The result is in order of start.
    """
    now = now.replace(microsecond=0)
    planned = tuple(planned)
    # Sorted, so that of two with one uid (in a file edited by hand) the newest is kept.
    before = {entry.uid: entry for entry in sorted(shown, key=lambda entry: entry.sequence)}
    after = {entry.uid: _next(before.get(entry.uid), writable(entry), now) for entry in wanted}
    for uid, entry in before.items():
        if uid not in after and now <= entry.span.end + _kept_for(entry):
            after[uid] = _unwanted(entry, planned, now)
    return tuple(sorted(after.values(), key=lambda entry: (entry.span, entry.uid)))


def _next(shown: Entry | None, wanted: Entry, now: datetime) -> Entry:
    if shown is None:
        return replace(wanted, sequence=0, stamp=now, modified=now)
    same = replace(wanted, sequence=shown.sequence, stamp=shown.stamp, modified=shown.modified)
    return shown if same == shown else _revised(wanted, shown, now)


def _unwanted(shown: Entry, planned: tuple[Span, ...], now: datetime) -> Entry:
    start = shown.span.start
    given_up = now < start and any(span.start <= start < span.end for span in planned)
    if shown.cancelled or not given_up:
        return shown
    return _revised(replace(shown, cancelled=True), shown, now)


def _revised(entry: Entry, shown: Entry, now: datetime) -> Entry:
    return replace(entry, sequence=shown.sequence + 1, stamp=now, modified=now)


def _kept_for(entry: Entry) -> timedelta:
    return CANCELLED_KEPT if entry.cancelled else TRAINING_KEPT
