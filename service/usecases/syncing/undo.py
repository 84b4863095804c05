"""Restores the version before the current plan, and writes it to the calendars."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from service.domain.entry import Entry
from service.domain.itinerary import Zone
from service.domain.mark import Mark, MarkKind
from service.domain.version import Version
from service.domain.wording import entry_name
from service.errors import SyncRefused, UsageError
from service.ports.entry_sink import EntrySink
from service.prescription.recent_runs import RECENT_PERIOD
from service.sync.diff import Difference, diff
from service.sync.guard import guard
from service.sync.hand_edit import UTC, hand_edits
from service.usecases.syncing.carry_out import carry_out
from service.usecases.syncing.memory import Memory
from service.usecases.syncing.next_version import BY_HAND
from service.usecases.syncing.read_targets import TargetView, read_targets


@dataclass(frozen=True)
class Undoing:
    """What an undo is about to do.

    Shape: `undone` is the current version. `version` is the one that takes its place.
    """

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
    zone: Zone = UTC,
) -> Undoing:
    """Restores the version before the newest; sessions that have begun stay as they are.

    Shape: the result is a new version, so nothing is lost. Undoing twice goes back two versions. When
    `agree` returns false, nothing is changed.
    Errors: UsageError when no version is before. SyncRefused, unless `force`, when hand edits since would
    be lost, and by the guard. CalendarUnreadable and CalendarUnwritable.
    """
    head, before = _head_and_before(memory)
    marks = memory.plans.marks()
    skipped = {mark.session for mark in marks if mark.kind is MarkKind.SKIPPED}
    views = read_targets(sinks, memory.ledger, athlete=athlete, since=now - RECENT_PERIOD, skipped=skipped)
    if not force:
        _expect_no_edits(views, marks, now, zone)
    version = _restored(before, head, now)
    scope = {e.session for e in (*head.entries, *version.entries) if now < e.span.start}
    # Released, so that sessions moved or deleted by hand go back to their old hours too.
    accept_hand_edits = [view.accept_hand_edits(scope) for view in views]
    changes = tuple((view, _difference(view, version.entries, scope, now)) for view in accept_hand_edits)
    for view, difference in () if force else changes:
        guard(difference, view.shown, name=view.sink.name)
    undoing = Undoing(head, version, changes)
    if agree(undoing):
        carry_out(version, changes, memory, zone=zone)
    return undoing


def _head_and_before(memory: Memory) -> tuple[Version, Version]:
    head = memory.plans.head()
    before = head and memory.plans.version((head.restores or head.number) - 1)
    while head and before and _look_alike(before, head):
        # Versions that differ only in an entry's text are passed over: undoing one would show no change.
        before = memory.plans.version((before.restores or before.number) - 1)
    if head is None or before is None:
        hint = "`liftrun history` lists every version there is."
        raise UsageError(reason="there is no version before the one that stands", hint=hint)
    return head, before


def _look_alike(one: Version, other: Version) -> bool:
    hours = [{(entry.uid, entry.span, entry.title) for entry in each.entries} for each in (one, other)]
    return hours[0] == hours[1] and one.marks == other.marks


def _expect_no_edits(views: Iterable[TargetView], marks: Iterable[Mark], now: datetime, zone: Zone) -> None:
    known = {mark.session: mark for mark in marks}
    for view in views:
        for edit in hand_edits(view.believed, view.shown, known, target=view.key, now=now, zone=zone):
            name = entry_name(edit.written, zone)
            reason = f"{name} was {BY_HAND[edit.kind]} since the last `liftrun sync`"
            hint = "Run `liftrun sync` first, or undo with --force and lose that change."
            raise SyncRefused(name=view.sink.name, reason=reason, hint=hint)


def _restored(before: Version, head: Version, now: datetime) -> Version:
    """The older version, but with the newer one's state of sessions that have begun in either."""
    begun = {p.session.id for p in (*head.placements, *before.placements) if p.start <= now}
    placements = [p for p in before.placements if p.session.id not in begun]
    placements += [p for p in head.placements if p.session.id in begun]
    entries = [e for e in before.entries if e.session not in begun]
    entries += [e for e in head.entries if e.session in begun]
    # As if by command: with a calendar's key in `by`, the restored entry there would read as a hand edit.
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
        numbers=view.numbers,
    )
