"""Bring plan and calendars back to the version before."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from service.domain.entry import Entry
from service.domain.mark import Mark
from service.domain.version import Version
from service.errors import SyncRefused, UsageError
from service.ports.entry_sink import EntrySink
from service.prescription.recent_runs import RECENT_PERIOD
from service.sync.diff import Difference, diff
from service.sync.guard import guard
from service.sync.hand_edit import hand_edits
from service.usecases.syncing.carry_out import carry_out
from service.usecases.syncing.memory import Memory
from service.usecases.syncing.read_targets import TargetView, read_targets


@dataclass(frozen=True)
class Undoing:
    """What is about to be undone: `version` is what will stand, `undone` what stands now."""

    undone: Version
    version: Version
    changes: tuple[tuple[TargetView, Difference], ...]


def undo(  # noqa: PLR0913  # each is a choice of the caller
    athlete: str,
    sinks: Sequence[EntrySink],
    memory: Memory,
    *,
    now: datetime,
    agree: Callable[[Undoing], bool],
    force: bool = False,
) -> Undoing:
    """Make the version before the newest stand again, in as far as its sessions have yet to begin.

    Shape: undoing twice goes back two versions. It is kept as a version of its own, so nothing is lost.
    Errors: UsageError when there is nothing before; SyncRefused, unless `force`, when the athlete has
    changed entries by hand since, which would be lost, and by the guard; CalendarUnreadable and
    CalendarUnwritable.
    """
    head, before = _head_and_before(memory)
    views = read_targets(sinks, memory.ledger, athlete=athlete, since=now - RECENT_PERIOD)
    if not force:
        _expect_no_edits(views, memory.plans.marks(), now)
    version = _restored(before, head, now)
    scope = {e.session for e in (*head.entries, *version.entries) if now < e.span.start}
    # What was moved or deleted by hand comes back too.
    released = [view.released(scope) for view in views]
    changes = tuple((view, _difference(view, version.entries, scope, now)) for view in released)
    for view, difference in () if force else changes:
        guard(difference, view.shown, name=view.sink.name)
    undoing = Undoing(head, version, changes)
    if agree(undoing):
        carry_out(version, changes, memory)
    return undoing


def _head_and_before(memory: Memory) -> tuple[Version, Version]:
    head = memory.plans.head()
    before = head and memory.plans.version((head.restores or head.number) - 1)
    while head and before and _look_alike(before, head):
        # Only words beneath a title differ: who undoes that would see nothing happen.
        before = memory.plans.version((before.restores or before.number) - 1)
    if head is None or before is None:
        hint = "`liftrun history` lists every version there is."
        raise UsageError(reason="there is no version before the one that stands", hint=hint)
    return head, before


def _look_alike(one: Version, other: Version) -> bool:
    hours = [{(entry.uid, entry.span, entry.title) for entry in each.entries} for each in (one, other)]
    return hours[0] == hours[1] and one.marks == other.marks


def _expect_no_edits(views: Iterable[TargetView], marks: Iterable[Mark], now: datetime) -> None:
    known = {mark.session: mark for mark in marks}
    for view in views:
        for edit in hand_edits(view.written, view.shown, known, target=view.key, now=now):
            reason = f"{edit.written.session} was {edit.kind} by hand since the last `liftrun sync`"
            hint = "Run `liftrun sync` first, or undo with --force and lose that change."
            raise SyncRefused(name=view.sink.name, reason=reason, hint=hint)


def _restored(before: Version, head: Version, now: datetime) -> Version:
    """The version before as it can still stand: what has begun by either of the two stays as it is."""
    begun = {p.session.id for p in (*head.placements, *before.placements) if p.start <= now}
    placements = [p for p in before.placements if p.session.id not in begun]
    placements += [p for p in head.placements if p.session.id in begun]
    entries = [e for e in before.entries if e.session not in begun]
    entries += [e for e in head.entries if e.session in begun]
    # By command now: the calendar in which it was done by hand shows it as we write it.
    marks = [replace(mark, by="") for mark in before.marks if mark.session not in begun]
    marks += [mark for mark in head.marks if mark.session in begun]
    return replace(
        before,
        number=0,
        made_at=now,
        because=f"undid version {head.number}",
        placements=tuple(sorted(placements, key=lambda p: (p.span, p.session.id))),
        entries=tuple(sorted(entries, key=lambda entry: (entry.span, entry.uid))),
        marks=tuple(sorted(marks, key=lambda mark: mark.session)),
        restores=before.restores or before.number,
    )


def _difference(view: TargetView, entries: Iterable[Entry], scope: set[str], now: datetime) -> Difference:
    return diff(
        [entry for entry in entries if entry.session in scope],
        {uid: entry for uid, entry in view.written.items() if entry.session in scope},
        [one for one in view.shown if one.entry.session in scope],
        now=now,
    )
