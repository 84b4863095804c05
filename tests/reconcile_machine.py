"""A state machine of random plans, hand edits, faults and crashes, with its invariants."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from service.domain.entry import Entry, session_key, split_session_key, uid
from service.domain.mark import Mark, MarkKind
from service.domain.span import Span
from service.domain.training import Effort
from service.errors import CalendarUnreadable, CalendarUnwritable, SyncRefused, UsageError
from service.sync.entry_equality import writable
from service.usecases.syncing.propose import Proposal
from service.usecases.syncing.undo import Undoing
from tests.builders import athlete
from tests.made_up_weeks import Wish
from tests.mishaps import Crash, Fuse, Mishap
from tests.own_calendars import OwnCalendar, Standing
from tests.reconcile_claims import Claims
from tests.reconcile_world import USUAL, World

BROKEN_OFF = (CalendarUnreadable, CalendarUnwritable, Crash)
QUARTER = timedelta(minutes=15)
numbers = st.integers(0, 40)
out_of_the_week = st.sampled_from([-3, -2, -1, 1, 2, 3, 8]).map(lambda weeks: timedelta(weeks=weeks))
shifts = st.integers(-5 * 96, 5 * 96).map(lambda quarters: quarters * QUARTER) | out_of_the_week
words = st.sampled_from(["Legs with Mia", "bring chalk; a, b\n\nand water", "Ünderground 🏋", ""])
wishes = st.builds(
    Wish,
    st.integers(0, 7 * 96 - 1),
    st.sampled_from([30, 60, 90]),
    st.sampled_from([None, *Effort]),
    st.sampled_from(["It is free.", "Nothing else is left."]),
)
mishaps = st.builds(Fuse, st.sampled_from(Mishap), st.integers(1, 40))


class Reconcile(RuleBasedStateMachine):
    """Over calendars that hold nothing yet."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        self.claims = Claims()
        self.meetings: dict[int, Span] = {}
        self.was_broken_off = False
        self.foreign = [calendar.foreign() for calendar in self.calendars]

    @property
    def calendars(self) -> Sequence[OwnCalendar]:
        return self.world.calendars

    # -- the plan, the clock and commands ------------------------------------------------------------

    @rule(next_week=st.booleans(), kind=st.sampled_from(list(USUAL)), wish=st.none() | wishes)
    def the_plan_moves(self, *, next_week: bool, kind: Any, wish: Wish | None) -> None:
        self.world.wishes[self.world.weeks[next_week].key, kind] = wish

    @rule(hours=st.integers(-48, 120))
    def the_clock_jumps(self, hours: int) -> None:
        self.world.now += timedelta(hours=hours)

    @rule()
    def sync(self) -> None:
        """Until it is quiet: after a run that came to its end that takes one round, after any other two."""
        for _ in range(1 + self.was_broken_off):
            self._sync(Fuse())
        self._expect_quiet()
        self.was_broken_off = False

    @rule(fuse=mishaps, number=numbers, by=shifts)
    def sync_with_a_mishap(self, fuse: Fuse, number: int, by: timedelta) -> None:
        fuse.hand = lambda: self._move(number % len(self.calendars), number, by)
        self._sync(fuse)

    @rule(number=numbers, kind=st.sampled_from([None, *MarkKind]), quarter=st.integers(0, 671), fuse=mishaps)
    def decide(self, number: int, kind: MarkKind | None, quarter: int, fuse: Fuse) -> None:
        known = sorted({entry.session for entry in self._planned()} | set(self._marked()))
        if not known:
            return
        session = known[number % len(known)]
        week = next((week for week in self.world.weeks if week.key == split_session_key(session)[0]), None)
        if week is None:
            return
        span = Span.lasting(week.span.start + quarter * QUARTER, timedelta(hours=1))
        if kind is MarkKind.PINNED and span.start <= self.world.now:
            return
        span_of = {MarkKind.PINNED: span}
        mark = Mark(session, kind, self.world.now, span_of.get(kind)) if kind else None
        self.claims.decide([_uid(session)], wholly=kind is MarkKind.SKIPPED)
        fuse.mishap = None if fuse.mishap is Mishap.HAND else fuse.mishap
        if self._sync(fuse, decided={session: mark}, force=True) is None:
            self.claims.doubt([_uid(session)], wholly=kind is MarkKind.SKIPPED)

    @rule(fuse=mishaps, force=st.booleans())
    def undo(self, fuse: Fuse, *, force: bool) -> None:
        undone = list[str]()

        def agree(undoing: Undoing) -> bool:
            every = (*undoing.undone.entries, *undoing.version.entries)
            undone.extend(entry.uid for entry in every if self.world.now < entry.span.start)
            self.claims.decide(undone)
            return True

        fuse.mishap = None if fuse.mishap is Mishap.HAND else fuse.mishap
        try:
            self.world.undo(fuse, agree=agree, force=force)
        except (UsageError, SyncRefused):
            pass
        except BROKEN_OFF:
            self._break_off(fuse)
            self.claims.doubt(undone)

    # -- the athlete's hand --------------------------------------------------------------------------

    @rule(calendar=numbers, number=numbers, by=shifts)
    def move(self, calendar: int, number: int, by: timedelta) -> None:
        self._move(calendar % len(self.calendars), number, by)

    @rule(calendar=numbers, number=numbers, by=st.sampled_from([-2, 1, 2]).map(lambda n: n * QUARTER))
    def lengthen(self, calendar: int, number: int, by: timedelta) -> None:
        calendar %= len(self.calendars)
        if one := self._one(calendar, number):
            end = max(one.span.end + by, one.span.start + QUARTER)
            self._change(calendar, one, span=Span(one.span.start, end))

    @rule(calendar=numbers, number=numbers, name=st.sampled_from(["title", "text", "place"]), said=words)
    def write_into(self, calendar: int, number: int, name: str, said: str) -> None:
        calendar %= len(self.calendars)
        if one := self._one(calendar, number):
            self._change(calendar, one, **{name: said or name})

    @rule(calendar=numbers, number=numbers)
    def put_back(self, calendar: int, number: int) -> None:
        calendar %= len(self.calendars)
        one = self._one(calendar, number)
        if one and (before := dict(self.claims.hand(calendar, one.uid).before)):
            self._change(calendar, one, **before)

    @rule(calendar=numbers, number=numbers)
    def delete(self, calendar: int, number: int) -> None:
        calendar %= len(self.calendars)
        one = self._one(calendar, number)
        if one and self._would_be_missed(calendar, one.uid):
            self.calendars[calendar].delete(one.uid)
            self.claims.delete(calendar, one.uid)

    @rule(number=numbers)
    def restore(self, number: int) -> None:
        if deleted := self.claims.deleted():
            calendar, uid = deleted[number % len(deleted)]
            self.calendars[calendar].restore(uid)
            self.claims.restore(calendar, uid)

    @rule(number=st.integers(0, 2), quarter=st.integers(0, 14 * 96), length=st.integers(1, 12))
    def meet(self, number: int, quarter: int, length: int) -> None:
        start = self.world.weeks[0].span.start + quarter * QUARTER
        self.meetings[number] = Span.lasting(start, length * QUARTER)
        self.world.meetings.put(number, self.meetings[number])

    @rule(number=st.integers(0, 2))
    def cancel(self, number: int) -> None:
        self.meetings.pop(number, None)
        self.world.meetings.cancel(number)

    @rule(calendar=numbers, number=st.integers(0, 2), title=words)
    def put_foreign(self, calendar: int, number: int, title: str) -> None:
        calendar %= len(self.calendars)
        self.calendars[calendar].put_foreign(number, title)
        self.foreign[calendar] = self.calendars[calendar].foreign()

    @rule(calendar=numbers, number=st.integers(0, 2))
    def delete_foreign(self, calendar: int, number: int) -> None:
        calendar %= len(self.calendars)
        self.calendars[calendar].delete_foreign(number)
        self.foreign[calendar] = self.calendars[calendar].foreign()

    # -- what must hold ------------------------------------------------------------------------------

    @invariant()
    def no_session_stands_twice(self) -> None:
        for calendar in self.calendars:
            count = Counter(one.uid for one in calendar.standing())
            assert set(count.values()) <= {1}, count

    @invariant()
    def what_is_not_ours_is_as_it_was(self) -> None:
        assert [calendar.foreign() for calendar in self.calendars] == self.foreign

    @invariant()
    def what_was_done_by_hand_stands(self) -> None:
        self.claims.check(self.calendars)

    def teardown(self) -> None:
        for _ in range(2):
            self._sync(Fuse(), force=True)
        self._expect_quiet()
        self._expect_the_plan()
        self.what_was_done_by_hand_stands()
        self.no_session_stands_twice()

    def _expect_quiet(self) -> None:
        before = [calendar.state() for calendar in self.calendars]
        proposal = self.world.sync(Fuse(), force=True)
        told = [difference.writes for _, difference in proposal.changes]
        assert (proposal.edits, proposal.version, told) == ((), None, [()] * len(told))
        assert [calendar.state() for calendar in self.calendars] == before

    def _expect_the_plan(self) -> None:
        sessions = {session_key(week=week.key, session=kind) for week in self.world.weeks for kind in USUAL}
        uids = {_uid(session) for session in sessions}
        planned = {entry.uid: writable(entry) for entry in self._planned()}
        to_come = [entry for entry in planned.values() if self.world.now < entry.span.start]
        for number, calendar in enumerate(self.calendars):
            standing = {one.uid: one for one in calendar.standing()}
            for entry in to_come:
                if entry.uid in uids and not self.claims.may_stand(entry.uid):
                    stands = vars(standing[entry.uid])
                    expected = {"uid": entry.uid, **self.claims.words(number, entry)}
                    assert stands == expected, (stands, expected)
            for extra in (uids & standing.keys()) - planned.keys():
                has_begun = standing[extra].span.start <= self.world.now
                is_kept = self.claims.hand(number, extra).mine or self.claims.may_stand(extra)
                assert has_begun or is_kept, standing[extra]

    def _expect_the_meetings(self, proposal: Proposal) -> None:
        horizon = proposal.planned.request.horizon
        busy = (one.span.clip(horizon) for one in proposal.planned.gathered.busy)
        meetings = (span.clip(horizon) for span in self.meetings.values())
        assert set(filter(None, busy)) == set(filter(None, meetings))

    # -- how it is done ------------------------------------------------------------------------------

    def _sync(
        self, fuse: Fuse, *, decided: dict[str, Mark | None] | None = None, force: bool = False
    ) -> Proposal | None:
        before = [calendar.state() for calendar in self.calendars]
        try:
            proposal = self.world.sync(fuse, decided=decided, force=force)
        except BROKEN_OFF:
            self._break_off(fuse)
            return None
        except SyncRefused:
            assert fuse.mishap is Mishap.HAND or [c.state() for c in self.calendars] == before
            return None if force else self._sync(Fuse(), decided=decided, force=True)
        if fuse.mishap is not Mishap.HAND:
            self.claims.seen()
        self._expect_the_meetings(proposal)
        return proposal

    def _break_off(self, fuse: Fuse) -> None:
        assert fuse.has_blown
        self.was_broken_off = True

    def _move(self, calendar: int, number: int, by: timedelta) -> None:
        if one := self._one(calendar, number):
            self._change(calendar, one, span=Span(one.span.start + by, one.span.end + by))

    def _change(self, calendar: int, one: Standing, **fields: Any) -> None:
        self.calendars[calendar].change(one.uid, **fields)
        self.claims.change(calendar, one, **fields)

    def _one(self, calendar: int, number: int) -> Standing | None:
        standing = sorted(self.calendars[calendar].standing(), key=lambda one: one.uid)
        return standing[number % len(standing)] if standing else None

    def _would_be_missed(self, calendar: int, uid: str) -> bool:
        """Whether it is known to stand there: else a deletion by hand looks like our own doing."""
        ledger, key = self.world.memory.ledger, self.calendars[calendar].sink().key
        intent = ledger.intents(key).get(uid)
        return uid in ledger.written(key) and (intent is None or intent.entry is not None)

    def _planned(self) -> tuple[Entry, ...]:
        head = self.world.memory.plans.head()
        return head.entries if head else ()

    def _marked(self) -> list[str]:
        return [mark.session for mark in self.world.memory.plans.marks()]


def _uid(session: str) -> str:
    week, name = split_session_key(session)
    return uid(athlete=athlete().id, week=week, session=name)
