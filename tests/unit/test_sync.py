"""The changes that a sync makes in calendars, also when one was lost or cannot be read."""

from copy import deepcopy
from dataclasses import replace
from datetime import timedelta

import pytest

from service.errors import CalendarUnreadable
from tests.fakes.busy_source import FakeBusySource
from tests.fakes.entry_sink import Calendar, FakeEntrySink
from tests.training_life import TrainingLife, fresh_memory

HOUR = timedelta(hours=1)


@pytest.fixture
def life() -> TrainingLife:
    return TrainingLife()


def test_the_first_sync_shows_the_plan(life: TrainingLife) -> None:
    proposal = life.sync()
    assert set(life.shown()) == {"lower", "upper", "easy", "intervals"}
    assert proposal.version is not None
    head = life.memory.plans.head()
    assert head is not None
    assert {e.session for e in head.entries} == {e.session for e in life.shown().values()}


def test_the_second_writes_nothing_and_keeps_no_version(life: TrainingLife) -> None:
    life.sync()
    before = life.writes()
    assert life.sync().version is None
    assert life.writes() == before
    assert len(life.memory.plans.versions(limit=9)) == 1


def test_a_dry_run_changes_nothing(life: TrainingLife) -> None:
    assert life.sync(agreed=False).changes[0][1].writes
    assert life.shown() == {}
    assert life.memory.plans.head() is None


def test_a_meeting_on_a_session_moves_that_session_alone(life: TrainingLife) -> None:
    life.sync()
    before = life.shown()
    taken = before["upper"].span.start.astimezone(life.run().request.athlete.zone)
    life.busy = (f"{taken:%a %H:%M}-{taken + HOUR:%H:%M} Board",)
    life.sync()
    assert [key for key, entry in life.shown().items() if entry.span != before[key].span] == ["upper"]


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
    before, count = life.shown(), life.writes()
    life.memory = fresh_memory()
    life.sync()
    assert {key: entry.span for key, entry in life.shown().items()} == {
        key: entry.span for key, entry in before.items()
    }
    life.sync()
    assert life.writes() - count <= len(before)


def test_with_an_older_memory_its_own_later_writes_are_no_hands(life: TrainingLife) -> None:
    life.sync()
    older = deepcopy(life.memory)
    upper = life.shown()["upper"].span
    start, end = (each.astimezone(life.run().request.athlete.zone) for each in (upper.start, upper.end))
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
        before = life.writes(0) + life.writes(1)
        life.sync()
        assert life.writes(0) + life.writes(1) == before

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
