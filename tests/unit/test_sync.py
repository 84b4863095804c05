"""What the athlete and the plan do to one another through a calendar."""

from copy import deepcopy
from dataclasses import replace
from datetime import timedelta

import pytest

from service.domain.entry import Entry
from service.domain.mark import Mark, MarkKind
from service.domain.plan import Placement
from service.domain.span import Span
from service.domain.training import Session
from service.errors import CalendarUnreadable, SyncRefused, UsageError
from service.sync.hand_edit import HandEditKind
from tests.fakes.busy_source import FakeBusySource
from tests.fakes.entry_sink import Calendar, FakeEntrySink
from tests.training_life import TrainingLife, fresh_memory

HOUR = timedelta(hours=1)


@pytest.fixture
def life() -> TrainingLife:
    return TrainingLife()


def writes(life: TrainingLife, sink: int = 0) -> int:
    chosen = life.sinks[sink]
    assert isinstance(chosen, FakeEntrySink)
    return chosen.writes


def test_the_first_sync_shows_the_plan(life: TrainingLife) -> None:
    proposal = life.sync()
    assert set(life.shown()) == {"lower", "upper", "easy", "intervals"}
    assert proposal.version is not None
    head = life.memory.plans.head()
    assert head is not None
    assert {e.session for e in head.entries} == {e.session for e in life.shown().values()}


def test_the_second_writes_nothing_and_keeps_no_version(life: TrainingLife) -> None:
    life.sync()
    before = writes(life)
    assert life.sync().version is None
    assert writes(life) == before
    assert len(life.memory.plans.versions(limit=9)) == 1


def test_a_dry_run_changes_nothing(life: TrainingLife) -> None:
    assert life.sync(agreed=False).changes[0][1].writes
    assert life.shown() == {}
    assert life.memory.plans.head() is None


def test_a_meeting_on_a_session_moves_that_session_alone(life: TrainingLife) -> None:
    life.sync()
    before = life.shown()
    taken = before["upper"].span.start.astimezone(life.run().wanted.athlete.zone)
    life.busy = (f"{taken:%a %H:%M}-{taken + HOUR:%H:%M} Board",)
    life.sync()
    assert [key for key, entry in life.shown().items() if entry.span != before[key].span] == ["upper"]


class TestMovedByHand:
    def test_it_stays_there_and_is_told_once(self, life: TrainingLife) -> None:
        life.sync()
        span = life.move_by_hand("easy", life.shown()["easy"].span.start + 2 * HOUR)
        (edit,) = life.sync().edits
        assert edit.kind is HandEditKind.MOVED
        before = writes(life)
        again = life.sync()
        assert (again.edits, again.version, writes(life)) == ((), None, before)
        assert life.shown()["easy"].span == span
        head = life.memory.plans.head()
        assert head is not None
        assert {p.session.id for p in head.placements if p.pinned} == {"2026-W10-easy"}

    def test_what_it_breaks_is_told(self, life: TrainingLife) -> None:
        life.sync()
        life.move_by_hand("intervals", life.shown()["lower"].span.end + HOUR)
        planned = life.sync().planned
        assert any(broken.is_hard for plan in planned.plans for broken in plan.broken) or (
            life.shown()["lower"].span.end + 6 * HOUR <= life.shown()["intervals"].span.start
        )

    def test_put_back_it_is_ours_again(self, life: TrainingLife) -> None:
        life.sync()
        home = life.shown()["easy"]
        life.move_by_hand("easy", home.span.start + 2 * HOUR)
        life.sync()
        life.move_by_hand("easy", home.span.start)
        (edit,) = life.sync().edits
        assert edit.kind is HandEditKind.RETURNED
        assert life.memory.plans.marks() == ()
        assert life.shown()["easy"].span == home.span

    def test_it_is_kept_even_from_a_meeting(self, life: TrainingLife) -> None:
        life.sync()
        span = life.move_by_hand("easy", life.shown()["easy"].span.start + 2 * HOUR)
        start, end = (each.astimezone(life.run().wanted.athlete.zone) for each in (span.start, span.end))
        life.busy = (f"{start:%a %H:%M}-{end:%H:%M} Board",)
        planned = life.sync().planned
        assert life.shown()["easy"].span == span
        assert any(broken.is_hard for plan in planned.plans for broken in plan.broken)

    def test_into_another_week_it_stands_there_and_nowhere_else(self, life: TrainingLife) -> None:
        life.sync()
        span = life.move_by_hand("easy", life.shown()["easy"].span.start + timedelta(days=8))
        life.sync()
        before = writes(life)
        life.sync()
        assert writes(life) == before
        assert life.shown()["easy"].span == span
        life.weeks = 2
        life.sync()
        assert sum(entry.kind == "easy" for entry in life.standing_entries()) == 2
        assert not any(entry.span.overlaps(span) for entry in life.standing_entries() if entry.span != span)

    def test_longer_it_is_trained_longer(self, life: TrainingLife) -> None:
        life.sync()
        easy = life.shown()["easy"]
        longer = replace(easy, span=replace(easy.span, end=easy.span.end + HOUR))
        life.change_by_hand(longer)
        planned = life.sync().planned
        (placement,) = [p for p in planned.plans[0].placements if p.session.id == "easy"]
        assert placement.span == longer.span
        assert life.shown()["easy"].span == longer.span


def test_what_is_pinned_but_asked_for_no_more_keeps_its_time(life: TrainingLife) -> None:
    life.sync()
    upper = life.shown()["upper"]
    life.sync(decided={upper.session: Mark(upper.session, MarkKind.PINNED, life.now, span=upper.span)})
    life.lines = ("lower 60", "full 60", "easy 40", "intervals 50")
    life.sync()
    others = [entry for entry in life.standing_entries() if entry.session != upper.session]
    assert life.shown()["upper"].span == upper.span
    assert not any(entry.span.overlaps(upper.span) for entry in others)


class TestDeletedByHand:
    def test_it_counts_as_skipped(self, life: TrainingLife) -> None:
        life.sync()
        life.delete_by_hand("easy")
        (edit,) = life.sync().edits
        assert edit.kind is HandEditKind.DELETED
        assert "easy" not in life.shown()
        before = writes(life)
        assert life.sync().edits == ()
        assert writes(life) == before

    def test_restored_by_hand_it_is_ours_again(self, life: TrainingLife) -> None:
        life.sync()
        (easy,) = [one for one in life.standing().values() if one.entry.kind == "easy"]
        life.delete_by_hand("easy")
        life.sync()
        life.sinks[0].create(easy.entry)
        life.sync()
        assert life.memory.plans.marks() == ()
        assert life.shown()["easy"].span == easy.entry.span

    def test_everything_at_once_is_doubted(self, life: TrainingLife) -> None:
        life.sync()
        for session in list(life.shown()):
            life.delete_by_hand(session)
        with pytest.raises(SyncRefused):
            life.sync()
        life.sync(force=True)
        assert life.shown() == {}


def test_renamed_it_keeps_its_name_when_the_plan_moves_it(life: TrainingLife) -> None:
    life.sync()
    upper = life.shown()["upper"]
    life.change_by_hand(replace(upper, title="Arms with Mia", text="Bring chalk"))
    start = upper.span.start.astimezone(life.run().wanted.athlete.zone)
    life.busy = (f"{start:%a %H:%M}-{start + HOUR:%H:%M} Board",)
    life.sync()
    moved = life.shown()["upper"]
    assert moved.span != upper.span
    assert (moved.title, moved.text) == ("Arms with Mia", "Bring chalk")
    before = writes(life)
    life.sync()
    assert writes(life) == before


def test_an_entry_whose_marks_an_app_has_dropped_still_stands(life: TrainingLife) -> None:
    life.sync()
    easy = life.shown()["easy"]
    calendar = life.sinks[0]
    assert isinstance(calendar, FakeEntrySink)
    calendar.calendar.put(replace(easy, session="", sequence=0))
    before = writes(life)
    assert life.sync().edits == ()
    assert writes(life) == before
    assert calendar.calendar.standing[easy.uid].entry.span == easy.span


def test_an_unreadable_calendar_changes_nothing(life: TrainingLife, monkeypatch: pytest.MonkeyPatch) -> None:
    life.sync()
    before, marks = life.shown(), life.memory.plans.versions(limit=9)
    failure = CalendarUnreadable(name="work", reason="it did not answer")
    monkeypatch.setattr(
        "tests.training_life.FakeBusySource", lambda *_, **__: FakeBusySource(failure=failure)
    )
    with pytest.raises(CalendarUnreadable):
        life.sync()
    assert (life.shown(), life.memory.plans.versions(limit=9)) == (before, marks)


def test_with_its_memory_lost_it_finds_its_own_entries() -> None:
    life = TrainingLife()
    life.sync()
    before, count = life.shown(), writes(life)
    life.memory = fresh_memory()
    life.sync()
    assert {key: entry.span for key, entry in life.shown().items()} == {
        key: entry.span for key, entry in before.items()
    }
    life.sync()
    assert writes(life) - count <= len(before)


def test_with_an_older_memory_its_own_later_writes_are_no_hands(life: TrainingLife) -> None:
    life.sync()
    older = deepcopy(life.memory)
    upper = life.shown()["upper"].span
    start, end = (each.astimezone(life.run().wanted.athlete.zone) for each in (upper.start, upper.end))
    life.busy = (f"{start:%a %H:%M}-{end:%H:%M} Board",)
    life.sync()
    before = life.shown()
    life.memory = older
    assert life.sync().edits == ()
    assert life.memory.plans.marks() == ()
    assert {key: entry.span for key, entry in life.shown().items()} == {
        key: entry.span for key, entry in before.items()
    }


class TestSeveralCalendars:
    @pytest.fixture
    def life(self) -> TrainingLife:
        return TrainingLife(sinks=[FakeEntrySink(name="one"), FakeEntrySink(name="two")])

    def test_all_show_the_same(self, life: TrainingLife) -> None:
        life.sync()
        assert life.shown(0) == life.shown(1)

    def test_what_is_moved_in_one_moves_in_the_other(self, life: TrainingLife) -> None:
        life.sync()
        span = life.move_by_hand("easy", life.shown()["easy"].span.start + 2 * HOUR, sink=1)
        life.sync()
        assert life.shown(0)["easy"].span == life.shown(1)["easy"].span == span
        before = writes(life, 0) + writes(life, 1)
        life.sync()
        assert writes(life, 0) + writes(life, 1) == before

    def test_what_is_deleted_in_one_goes_from_the_other(self, life: TrainingLife) -> None:
        life.sync()
        life.delete_by_hand("easy", sink=0)
        life.sync()
        assert "easy" not in life.shown(0) | life.shown(1)

    def test_another_athletes_entries_are_left_alone(self) -> None:
        calendar = Calendar()
        life = TrainingLife(sinks=[FakeEntrySink(calendar)])
        life.sync()
        theirs = replace(life.shown()["easy"], uid="0" * 32 + "@liftrun")
        calendar.put(theirs)
        life.sync()
        assert calendar.standing[theirs.uid].entry == theirs


class TestDecided:
    def test_a_pin_keeps_it_from_moving(self, life: TrainingLife) -> None:
        life.sync()
        upper = life.shown()["upper"]
        key = upper.session
        life.sync(decided={key: Mark(key, MarkKind.PINNED, life.now, span=upper.span)})
        start = upper.span.start.astimezone(life.run().wanted.athlete.zone)
        life.busy = (f"{start:%a %H:%M}-{start + HOUR:%H:%M} Board",)
        life.sync()
        assert life.shown()["upper"].span == upper.span
        life.sync(decided={key: None})
        assert life.shown()["upper"].span != upper.span

    def test_skipped_it_goes_and_released_it_comes_back(self, life: TrainingLife) -> None:
        life.sync()
        key = life.shown()["easy"].session
        life.sync(decided={key: Mark(key, MarkKind.SKIPPED, life.now)})
        assert "easy" not in life.shown()
        life.sync(decided={key: None})
        assert "easy" in life.shown()

    def test_skipped_it_goes_though_it_was_renamed(self, life: TrainingLife) -> None:
        life.sync()
        easy = life.shown()["easy"]
        life.change_by_hand(replace(easy, title="Jog with Mia"))
        life.sync()
        life.sync(decided={easy.session: Mark(easy.session, MarkKind.SKIPPED, life.now)})
        assert "easy" not in life.shown()

    def test_released_what_was_moved_by_hand_is_planned_again(self, life: TrainingLife) -> None:
        life.sync()
        life.move_by_hand("upper", life.shown()["lower"].span.end + timedelta(minutes=10))
        life.sync()
        moved = life.shown()["upper"].span
        life.sync(decided={life.shown()["upper"].session: None})
        assert life.memory.plans.marks() == ()
        start, end = (each.astimezone(life.run().wanted.athlete.zone) for each in (moved.start, moved.end))
        life.busy = (f"{start:%a %H:%M}-{end:%H:%M} Board",)
        assert life.sync().edits == ()
        assert life.shown()["upper"].span != moved

    def test_released_what_was_deleted_by_hand_comes_back(self, life: TrainingLife) -> None:
        life.sync()
        key = life.shown()["easy"].session
        life.delete_by_hand("easy")
        life.sync()
        life.sync(decided={key: None})
        assert "easy" in life.shown()


class TestUndo:
    def test_a_hand_move_is_undone(self, life: TrainingLife) -> None:
        life.sync()
        home = life.shown()["easy"].span
        life.move_by_hand("easy", home.start + 2 * HOUR)
        life.sync()
        life.undo()
        assert life.shown()["easy"].span == home
        assert life.sync().edits == ()
        assert life.shown()["easy"].span == home

    def test_a_deletion_is_undone(self, life: TrainingLife) -> None:
        life.sync()
        home = life.shown()["easy"].span
        life.delete_by_hand("easy")
        life.sync()
        life.undo()
        assert life.shown()["easy"].span == home
        assert life.sync().changes[0][1].writes == ()

    def test_twice_goes_back_two_versions(self, life: TrainingLife) -> None:
        life.sync()
        home = life.shown()["easy"].span
        for hours in (2, 4):
            life.move_by_hand("easy", home.start + hours * HOUR)
            life.sync()
        life.undo()
        assert life.shown()["easy"].span.start == home.start + 2 * HOUR
        life.undo()
        assert life.shown()["easy"].span == home
        with pytest.raises(UsageError):
            life.undo()

    def test_what_was_restored_stays_pinned(self, life: TrainingLife) -> None:
        life.sync()
        home = life.shown()["easy"].span
        for hours in (2, 4):
            life.move_by_hand("easy", home.start + hours * HOUR)
            life.sync()
        life.undo()
        assert life.sync().version is None
        assert [mark.kind for mark in life.memory.plans.marks()] == [MarkKind.PINNED]

    def test_a_change_it_has_not_seen_is_not_lost(self, life: TrainingLife) -> None:
        life.sync()
        home = life.shown()["easy"].span
        life.move_by_hand("easy", home.start + 2 * HOUR)
        life.sync()
        moved = life.move_by_hand("upper", life.shown()["upper"].span.start + HOUR)
        with pytest.raises(SyncRefused):
            life.undo()
        assert life.shown()["upper"].span == moved
        life.undo(force=True)
        assert life.shown()["easy"].span == home

    def test_there_must_be_something_before(self, life: TrainingLife) -> None:
        with pytest.raises(UsageError):
            life.undo()
        life.sync()
        with pytest.raises(UsageError):
            life.undo()


class TestHourGoneBy:
    """The athlete missed it, and does it later in the week."""

    @pytest.fixture
    def life(self) -> TrainingLife:
        life = TrainingLife()
        life.sync()
        life.now = min(entry.span.end for entry in life.shown().values()) + HOUR
        return life

    def missed(self, life: TrainingLife) -> Entry:
        return min(life.shown().values(), key=lambda entry: entry.span)

    def later(self, life: TrainingLife) -> Span:
        return Span.lasting(max(e.span.end for e in life.shown().values()) + 5 * HOUR, timedelta(minutes=60))

    def stands(self, life: TrainingLife, entry: Entry, span: Span) -> None:
        proposal = life.sync()
        placed = {p.session.id: p.span.start for plan in proposal.planned.plans for p in plan.placements}
        assert placed[entry.session.split("-", 2)[2]] == span.start
        assert proposal.changes[0][1].writes == ()
        assert proposal.version is None
        assert life.standing()[entry.uid].entry.span.start == span.start

    def test_moved_by_command_it_is_planned_there(self, life: TrainingLife) -> None:
        entry, span = self.missed(life), self.later(life)
        mark = Mark(entry.session, MarkKind.PINNED, life.now, span=span)
        planned = life.sync(decided={entry.session: mark}).planned
        assert span.start in {p.start for plan in planned.plans for p in plan.placements}
        self.stands(life, entry, span)

    def test_moved_by_hand_it_is_planned_there(self, life: TrainingLife) -> None:
        entry, span = self.missed(life), self.later(life)
        life.move_by_hand(entry.session.split("-", 2)[2], span.start)
        planned = life.sync().planned
        assert span.start in {p.start for plan in planned.plans for p in plan.placements}
        self.stands(life, entry, span)

    @pytest.mark.parametrize("name", ["2026-W10-", ""])
    def test_though_another_calendar_still_shows_it_where_it_was(self, life: TrainingLife, name: str) -> None:
        entry, span = self.missed(life), self.later(life)
        short = entry.session.split("-", 2)[2]
        seen = Session(f"{name}{short}" if name else entry.uid, entry.kind, HOUR, entry.effort)
        life.trained = (Placement(seen, entry.span),)
        life.move_by_hand(short, span.start)
        planned = life.sync().planned
        assert span.start in {p.start for plan in planned.plans for p in plan.placements}
