"""Finds hand edits, plans the weeks, and compares the plan with each target calendar; writes nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from service.domain.busy import Busy
from service.domain.entry import Entry, split_session_key
from service.domain.log import Logged
from service.domain.mark import Mark, MarkKind
from service.domain.plan import Placement
from service.domain.span import Span
from service.domain.version import Version
from service.ports.busy_source import BusySource, Reading
from service.ports.entry_sink import EntrySink
from service.prescription.recent_runs import RECENT_PERIOD
from service.sync.diff import Difference, diff
from service.sync.entry_equality import changed_by_hand
from service.sync.guard import guard, guard_against_loss
from service.sync.hand_edit import HandEdit, HandEditKind, hand_edits
from service.usecases.json_documents.weekly_offers import WeeklyOffer, weekly_offers
from service.usecases.reading.as_read import AsRead
from service.usecases.syncing.memory import Memory
from service.usecases.syncing.next_version import next_version, said
from service.usecases.syncing.publish import entries_of
from service.usecases.syncing.read_targets import TargetView, read_targets
from service.usecases.weeks.plan_request import PlanRequest
from service.usecases.weeks.plan_weeks import Planned, plan, reading_window
from service.usecases.weeks.previous_placements import previous_placements


@dataclass(frozen=True)
class Run:
    """The inputs of one sync: the request, the calendars to read and to write, the stores and the decisions.

    Shape: `decided` are new marks by readable id; None removes a mark. They take precedence over hand
    edits. `said` is the reason for the run as a clause, or empty. With `force` no guard stops the
    run. `tell` receives progress messages. `read_anyway` are the names of targets that are among the
    sources, with settings of their own.
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
    read_anyway: frozenset[str] = frozenset()

    @property
    def since(self) -> datetime:
        """The instant from which on training, and so an entry of ours, still matters."""
        return min(self.now, self.request.horizon.start) - RECENT_PERIOD


@dataclass(frozen=True)
class Proposal:
    """What a sync is about to do.

    Shape: `edits` are the hand edits that were found, `changes` the writes each calendar needs. `version`
    is the one to store, None when the current plan does not change. `left_out` are the skipped sessions of
    the planned weeks, by readable ids. `offers` are the hours that the athlete could keep every week.
    """

    planned: Planned
    edits: tuple[HandEdit, ...]
    changes: tuple[tuple[TargetView, Difference], ...]
    version: Version | None
    left_out: tuple[str, ...] = ()
    offers: tuple[WeeklyOffer, ...] = ()


@dataclass(frozen=True)
class KnownState:
    """What the target calendars and the stores say before planning.

    Shape: `marks` are by session and include the changes by `edits`, the hand edits found in `views`.
    `stood` are the previous placements.
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
        """The shown entries of sessions without a mark or a hand edit.

        The others are left out: a calendar may still show them as they were before the decision.
        """
        decided = {*self.marks, *(edit.written.session for edit in self.edits)}
        return [entry for entry in self.shown if entry.session not in decided]

    @property
    def skipped(self) -> frozenset[str]:
        """The readable ids of the skipped sessions, which are not planned."""
        return frozenset(key for key, mark in self.marks.items() if mark.kind is MarkKind.SKIPPED)

    def own_entries(self, run: Run) -> Iterator[BusySource]:
        """Yields what else stands in the target calendars, without those that hold nothing else.

        Errors: CalendarUnreadable.
        """
        for view in self.views:
            if view.closed is None and view.sink.name not in run.read_anyway:
                reading = view.sink.read_others(reading_window(run.request), now=run.now)
                if reading.busy or reading.warnings:
                    yield AsRead(reading)
        if self.kept_by_hand:
            yield AsRead(Reading("Skipped, but kept by you", "target", run.now, self.kept_by_hand))

    @property
    def kept_by_hand(self) -> tuple[Busy, ...]:
        """The time of skipped sessions that stay in a calendar, because the athlete wrote into them there."""
        return tuple(
            Busy(one.entry.span, one.entry.title, view.sink.name)
            for view in self.views
            for one in view.shown
            if one.entry.session in self.skipped
            and changed_by_hand(view.written.get(one.entry.uid, one.entry), one.entry)
        )

    @property
    def wished(self) -> Mapping[str, Span]:
        """The days that the athlete wishes for, by the sessions' readable ids."""
        wishes = (mark for mark in self.marks.values() if mark.kind is MarkKind.DAY)
        return {mark.session: mark.span for mark in wishes if mark.span}


def propose(run: Run) -> Proposal:
    """Reads, plans and compares; changes neither calendars nor stores.

    Errors: CalendarUnreadable, SyncRefused.
    """
    known = read_state(run)
    planned = plan(
        run.request,
        (*run.sources, *known.own_entries(run)),
        shown=known.undecided,
        before=known.stood,
        logged=run.logged,
        skipped=known.skipped,
        wished=known.wished,
        now=run.now,
        ignore_unreadable=run.ignore_unreadable,
        tell=run.tell,
    )
    return compared(run, known, planned)


def read_state(run: Run) -> KnownState:
    """Reads the target calendars and the stores, and turns hand edits into marks.

    Errors: CalendarUnreadable, SyncRefused.
    """
    request, memory = run.request, run.memory
    run.tell("Looking at your training")
    skipped = {key for key, mark in run.decided.items() if mark and mark.kind is MarkKind.SKIPPED}
    known_skipped = {mark.session for mark in memory.plans.marks() if mark.kind is MarkKind.SKIPPED}
    found = read_targets(
        run.sinks, memory.ledger, athlete=request.athlete.id, since=run.since, skipped=known_skipped
    )
    views = tuple(view.accept_hand_edits(run.decided, with_texts=skipped) for view in found)
    marks, edits, views = _apply_hand_edits(run, views)
    head = memory.plans.head()
    known = KnownState(views, marks, edits, head, ())
    athlete, sessions = request.athlete.id, request.sessions
    newer = frozenset[str]().union(*(view.newer for view in views))
    stood = previous_placements(
        head, known.shown, marks, edits, athlete=athlete, sessions=sessions, newer=newer
    )
    return replace(known, stood=tuple(stood))


def compared(run: Run, known: KnownState, planned: Planned) -> Proposal:
    """Compares the plan with the target calendars, and builds the next version.

    Errors: SyncRefused.
    """
    entries = list(entries_of(planned))
    stands = [*known.shown, *(known.head.entries if known.head else ())]
    entries += _fixed_elsewhere(run, known.marks.values(), stands, {entry.session for entry in entries})
    changes = tuple((view, _difference(run, view, entries)) for view in known.views)
    offers = weekly_offers(one for view in known.views for one in view.shown)
    version = next_version(
        planned,
        entries,
        head=known.head,
        before=known.stood,
        marks=known.marks.values(),
        said=said(run.said, run.decided, known.edits),
        offers=offers,
    )
    weeks = {week.key for week in run.request.each_week}
    left_out = (session for session in sorted(known.skipped) if split_session_key(session)[0] in weeks)
    return Proposal(planned, known.edits, changes, version, tuple(left_out), offers)


def _apply_hand_edits(
    run: Run, views: tuple[TargetView, ...]
) -> tuple[dict[str, Mark], tuple[HandEdit, ...], tuple[TargetView, ...]]:
    """The marks by session after all hand edits, the hand edits, and the views.

    Shape: when a session was edited in two calendars, the calendar that is configured last decides. The
    other's edit is released: it counts as written by us.
    """
    marks = {mark.session: mark for mark in run.memory.plans.marks()}
    for session, mark in run.decided.items():
        _put(marks, session, mark)
    found = [(view.key, edit) for view in views for edit in _edits(run, view, marks)]
    # Returns first, so that any other edit overrules them: after a crash an older state looks like one.
    found.sort(key=lambda one: one[1].kind is not HandEditKind.RETURNED)
    last = {edit.written.session: (target, edit) for target, edit in found}
    for session, (_, edit) in last.items():
        _put(marks, session, edit.mark)
    overruled = {view.key: {session for session in last if last[session][0] != view.key} for view in views}
    edits = tuple(edit for _, edit in last.values())
    return marks, edits, tuple(view.accept_hand_edits(overruled[view.key]) for view in views)


def _edits(run: Run, view: TargetView, marks: Mapping[str, Mark]) -> Iterator[HandEdit]:
    if not run.force:
        unmarked = {uid: entry for uid, entry in view.written.items() if entry.session not in marks}
        guard_against_loss(unmarked, view.shown, name=view.sink.name, now=run.now)
    zone = run.request.athlete.zone
    return hand_edits(view.believed, view.shown, marks, target=view.key, now=run.now, zone=zone)


def _put(marks: dict[str, Mark], session: str, mark: Mark | None) -> None:
    marks.pop(session, None)
    if mark:
        marks[session] = mark


def _fixed_elsewhere(
    run: Run, marks: Iterable[Mark], known: Iterable[Entry], planned: set[str]
) -> Iterator[Entry]:
    """The entries of pins that no plan holds.

    They stand outside their own week, or have begun, or their week is not planned, or their session is no
    longer trained.
    """
    stands = {entry.session: entry for entry in known}
    for mark in marks:
        is_known = mark.session in stands.keys() - planned
        if is_known and mark.kind is MarkKind.PINNED and mark.span and run.since < mark.span.end:
            yield replace(stands[mark.session], span=mark.span, all_day=False)


def _difference(run: Run, view: TargetView, entries: Sequence[Entry]) -> Difference:
    if view.closed:
        return Difference()
    # What has begun is only corrected: a calendar that never had it does not get it afterwards.
    due = [entry for entry in entries if run.now < entry.span.start or entry.uid in view.written]
    weeks = {week.key for week in run.request.each_week}
    scope = view.of_weeks(weeks, sessions={entry.session for entry in entries})
    difference = diff(due, scope.written, scope.shown, now=run.now, numbers=view.numbers)
    if not run.force:
        guard(difference, scope.shown, name=view.sink.name)
    return difference
