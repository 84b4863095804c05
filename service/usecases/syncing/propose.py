"""Find out what the athlete did by hand, plan the weeks anew, and say what each calendar needs for it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from service.domain.entry import Entry, parted
from service.domain.log import Logged
from service.domain.mark import Mark, MarkKind
from service.domain.plan import Placement
from service.domain.version import Version
from service.ports.busy_source import BusySource
from service.ports.entry_sink import EntrySink
from service.prescription.recent_runs import RECENT_PERIOD
from service.sync.diff import Difference, diff
from service.sync.guard import guard, guard_against_loss
from service.sync.hand_edit import HandEdit, HandEditKind, hand_edits
from service.usecases.syncing.memory import Memory
from service.usecases.syncing.next_version import next_version, said
from service.usecases.syncing.publish import entries_of
from service.usecases.syncing.read_targets import TargetView, read_targets
from service.usecases.weeks.plan_request import PlanRequest
from service.usecases.weeks.plan_weeks import Planned, plan
from service.usecases.weeks.previous_placements import previous_placements


@dataclass(frozen=True)
class Run:
    """All that one run is given: what to plan, over and onto which calendars, and what is remembered.

    Shape: `decided` is what the athlete has just said of sessions, None for nothing any more; it comes
    before whatever was done by hand. `said` is why it is run, a clause, empty for no reason. With `force`
    no guard holds it back. `tell` hears what is being done, for whoever waits.
    """

    request: PlanRequest
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
    plan to keep, None when it is the one that stands already. `left_out` are the sessions that the athlete
    skipped, by readable ids.
    """

    planned: Planned
    edits: tuple[HandEdit, ...]
    changes: tuple[tuple[TargetView, Difference], ...]
    version: Version | None
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Beforehand:
    """What is known before anything is planned.

    Shape: `marks` are those in force, by session, as the athlete's `edits` in the `views` have changed
    them; `stood` is where every session stands.
    """

    views: tuple[TargetView, ...]
    marks: Mapping[str, Mark]
    edits: tuple[HandEdit, ...]
    head: Version | None
    stood: tuple[Placement, ...]

    @property
    def shown(self) -> list[Entry]:
        """The entries in all calendars."""
        return [one.entry for view in self.views for one in view.shown]

    @property
    def undecided(self) -> list[Entry]:
        """Those of sessions nothing is decided about: of others a calendar may still show what was before."""
        decided = {*self.marks, *(edit.written.session for edit in self.edits)}
        return [entry for entry in self.shown if entry.session not in decided]

    @property
    def skipped(self) -> frozenset[str]:
        """The sessions that shall not be planned."""
        return frozenset(key for key, mark in self.marks.items() if mark.kind is MarkKind.SKIPPED)


def propose(run: Run) -> Proposal:
    """Look, plan and compare; nothing is changed, not even what is remembered.

    Errors: CalendarUnreadable, SyncRefused.
    """
    known = beforehand(run)
    planned = plan(
        run.request,
        run.sources,
        shown=known.undecided,
        before=known.stood,
        logged=run.logged,
        skipped=known.skipped,
        now=run.now,
        ignore_unreadable=run.ignore_unreadable,
        tell=run.tell,
    )
    return compared(run, known, planned)


def beforehand(run: Run) -> Beforehand:
    """What the calendars we write to and our memory say.

    Errors: CalendarUnreadable, SyncRefused.
    """
    request, memory = run.request, run.memory
    run.tell("Looking at your training")
    since = min(run.now, request.horizon.start) - RECENT_PERIOD
    skipped = {key for key, mark in run.decided.items() if mark and mark.kind is MarkKind.SKIPPED}
    views = tuple(
        view.released(run.decided, wholly=skipped)
        for view in read_targets(run.sinks, memory.ledger, athlete=request.athlete.id, since=since)
    )
    marks, edits, views = _understood(run, views)
    head = memory.plans.head()
    known = Beforehand(views, marks, edits, head, ())
    athlete, sessions = request.athlete.id, request.sessions
    newer = frozenset[str]().union(*(view.newer for view in views))
    stood = previous_placements(
        head, known.shown, marks, edits, athlete=athlete, sessions=sessions, newer=newer
    )
    return replace(known, stood=tuple(stood))


def compared(run: Run, known: Beforehand, planned: Planned) -> Proposal:
    """What the calendars need so that they show the plan.

    Errors: SyncRefused.
    """
    entries = list(entries_of(planned))
    stands = [*known.shown, *(known.head.entries if known.head else ())]
    entries += _strayed(run, known.marks.values(), stands, {entry.session for entry in entries})
    changes = tuple((view, _difference(run, view, entries)) for view in known.views)
    version = next_version(
        planned,
        entries,
        head=known.head,
        before=known.stood,
        marks=known.marks.values(),
        said=said(run.said, run.decided, known.edits),
    )
    weeks = {week.key for week in run.request.each_week}
    left_out = (session for session in sorted(known.skipped) if parted(session)[0] in weeks)
    return Proposal(planned, known.edits, changes, version, tuple(left_out))


def _understood(
    run: Run, views: tuple[TargetView, ...]
) -> tuple[dict[str, Mark], tuple[HandEdit, ...], tuple[TargetView, ...]]:
    """The marks in force, as the athlete's hand in the calendars has changed them, by session.

    Shape: of two calendars the one named last decides, and the other is no longer held to be by hand.
    """
    marks = {mark.session: mark for mark in run.memory.plans.marks()}
    for session, mark in run.decided.items():
        _put(marks, session, mark)
    found = [(view.key, edit) for view in views for edit in _edits(run, view, marks)]
    # What a crash has left of an older decision looks as if it had been put back.
    found.sort(key=lambda one: one[1].kind is not HandEditKind.RETURNED)
    last = {edit.written.session: (target, edit) for target, edit in found}
    for session, (_, edit) in last.items():
        _put(marks, session, edit.mark)
    overruled = {view.key: {session for session in last if last[session][0] != view.key} for view in views}
    edits = tuple(edit for _, edit in last.values())
    return marks, edits, tuple(view.released(overruled[view.key]) for view in views)


def _edits(run: Run, view: TargetView, marks: Mapping[str, Mark]) -> Iterator[HandEdit]:
    if not run.force:
        unmarked = {uid: entry for uid, entry in view.written.items() if entry.session not in marks}
        guard_against_loss(unmarked, view.shown, name=view.sink.name, now=run.now)
    return hand_edits(view.written, view.shown, marks, target=view.key, now=run.now)


def _put(marks: dict[str, Mark], session: str, mark: Mark | None) -> None:
    marks.pop(session, None)
    if mark:
        marks[session] = mark


def _strayed(run: Run, marks: Iterable[Mark], known: Iterable[Entry], planned: set[str]) -> Iterator[Entry]:
    """What is pinned outside its own week, or asked for no more: no plan has it, and yet it stands on."""
    stands = {entry.session: entry for entry in known}
    weeks = {week.key for week in run.request.each_week}
    for mark in marks:
        own_week, _ = parted(mark.session)
        is_due = own_week in weeks and mark.session in stands.keys() - planned
        if is_due and mark.span and run.now < mark.span.start:
            yield replace(stands[mark.session], span=mark.span)


def _difference(run: Run, view: TargetView, entries: Iterable[Entry]) -> Difference:
    scope = view.of_weeks({week.key for week in run.request.each_week})
    difference = diff(entries, scope.written, scope.shown, now=run.now)
    if not run.force:
        guard(difference, scope.shown, name=view.sink.name)
    return difference
