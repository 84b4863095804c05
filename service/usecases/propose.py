"""Find out what the athlete did by hand, plan the weeks anew, and say what each calendar needs for it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from service.domain.entry import Entry, parted
from service.domain.log import Logged
from service.domain.mark import Mark, MarkKind
from service.domain.version import Version
from service.ports.busy_source import BusySource
from service.ports.entry_sink import EntrySink
from service.prescription.lately import LATELY
from service.sync.diff import Difference, diff
from service.sync.guard import guard, guard_against_loss
from service.sync.hand_edit import HandEdit, hand_edits
from service.usecases.look import View, look
from service.usecases.memory import Memory
from service.usecases.next_version import next_version, said
from service.usecases.plan import Planned, plan
from service.usecases.publish import entries_of
from service.usecases.standing import standing
from service.usecases.wanted import Wanted


@dataclass(frozen=True)
class Run:
    """All that one run is given: what to plan, over and onto which calendars, and what is remembered.

    Shape: `decided` is what the athlete has just said of sessions, None for nothing any more; it comes
    before whatever was done by hand. `said` is why it is run, a clause, empty for no reason. With `force`
    no guard holds it back. `tell` hears what is being done, for whoever waits.
    """

    wanted: Wanted
    sources: Sequence[BusySource]
    sinks: Sequence[EntrySink]
    memory: Memory
    now: datetime
    logged: Sequence[Logged] = ()
    decided: Mapping[str, Mark | None] = field(default_factory=dict)
    said: str = ""
    force: bool = False
    ignore_unreadable: bool = False
    tell: Callable[[str], None] = lambda _: None


@dataclass(frozen=True)
class Proposal:
    """What is about to be done, before any of it is.

    Shape: `edits` are what the athlete did by hand, `changes` what each calendar needs. `version` is the
    plan to keep, None when it is the one that stands already.
    """

    planned: Planned
    edits: tuple[HandEdit, ...]
    changes: tuple[tuple[View, Difference], ...]
    version: Version | None


def propose(run: Run) -> Proposal:
    """Look, plan and compare; nothing is changed, not even what is remembered.

    Errors: CalendarUnreadable, SyncRefused.
    """
    wanted, memory = run.wanted, run.memory
    run.tell("Looking at your training")
    since = wanted.horizon.start - LATELY
    views = [
        view.released(run.decided)
        for view in look(run.sinks, memory.ledger, athlete=wanted.athlete.id, since=since)
    ]
    marks, edits = _understood(run, views)
    head = memory.plans.head()
    shown = [one.entry for view in views for one in view.shown]
    athlete, sessions = wanted.athlete.id, wanted.sessions
    before = tuple(standing(head, shown, marks, edits, athlete=athlete, sessions=sessions))
    planned = plan(
        wanted,
        run.sources,
        shown=shown,
        before=before,
        logged=run.logged,
        skipped=frozenset(key for key, mark in marks.items() if mark.kind is MarkKind.SKIPPED),
        now=run.now,
        ignore_unreadable=run.ignore_unreadable,
        tell=run.tell,
    )
    entries = list(entries_of(planned))
    known = [*shown, *(head.entries if head else ())]
    entries += _strayed(run, marks.values(), known, {entry.session for entry in entries})
    changes = tuple((view, _difference(run, view, entries)) for view in views)
    version = next_version(
        planned,
        entries,
        head=head,
        before=before,
        marks=marks.values(),
        said=said(run.said, run.decided, edits),
    )
    return Proposal(planned, edits, changes, version)


def _understood(run: Run, views: Iterable[View]) -> tuple[dict[str, Mark], tuple[HandEdit, ...]]:
    """The marks in force, as the athlete's hand in the calendars has changed them, by session."""
    marks = {mark.session: mark for mark in run.memory.plans.marks()}
    for session, mark in run.decided.items():
        _put(marks, session, mark)
    edits = list[HandEdit]()
    for view in views:
        if not run.force:
            unmarked = {uid: entry for uid, entry in view.written.items() if entry.session not in marks}
            guard_against_loss(unmarked, view.shown, name=view.sink.name, now=run.now)
        for edit in hand_edits(view.written, view.shown, marks, target=view.key, now=run.now):
            edits.append(edit)
            _put(marks, edit.written.session, edit.mark)
    return marks, tuple(edits)


def _put(marks: dict[str, Mark], session: str, mark: Mark | None) -> None:
    marks.pop(session, None)
    if mark:
        marks[session] = mark


def _strayed(run: Run, marks: Iterable[Mark], known: Iterable[Entry], planned: set[str]) -> Iterator[Entry]:
    """What is pinned outside its own week: no plan has it, and yet it shall go on standing."""
    stands = {entry.session: entry for entry in known}
    weeks = {week.key for week in run.wanted.each_week}
    for mark in marks:
        own_week, _ = parted(mark.session)
        is_due = own_week in weeks and mark.session in stands.keys() - planned
        if is_due and mark.span and run.now < mark.span.start:
            yield replace(stands[mark.session], span=mark.span)


def _difference(run: Run, view: View, entries: Iterable[Entry]) -> Difference:
    scope = view.of_weeks({week.key for week in run.wanted.each_week})
    difference = diff(entries, scope.written, scope.shown, now=run.now)
    if not run.force:
        guard(difference, scope.shown, name=view.sink.name)
    return difference
