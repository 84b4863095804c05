"""One session edited by hand in several calendars, with a crash or an undo in between."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.domain.mark import MarkKind
from service.sync.hand_edit import HandEditKind
from tests.fakes.entry_sink import FakeEntrySink
from tests.mishaps import Crash, Fuse, Mishap, watched
from tests.training_life import TrainingLife

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def life() -> TrainingLife:
    life = TrainingLife(sinks=[FakeEntrySink(name="one"), FakeEntrySink(name="two")])
    life.sync()
    return life


def expect_quiet(life: TrainingLife) -> None:
    proposal = life.sync()
    assert (proposal.edits, proposal.version) == ((), None)
    assert [difference.writes for _, difference in proposal.changes] == [() for _ in life.sinks]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_hand_that_came_last_decides(order: tuple[int, int], life: TrainingLife) -> None:
    first, last = order
    life.move_by_hand("easy", life.shown()["easy"].span.start + HOUR, sink=first)
    life.sync()
    span = life.move_by_hand("easy", life.shown()["easy"].span.start + HOUR, sink=last)
    (edit,) = life.sync().edits
    assert edit.kind is HandEditKind.MOVED
    assert life.shown(0)["easy"].span == life.shown(1)["easy"].span == span
    expect_quiet(life)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_deleted_in_one_it_goes_from_where_it_was_moved(order: tuple[int, int], life: TrainingLife) -> None:
    first, last = order
    life.move_by_hand("easy", life.shown()["easy"].span.start + HOUR, sink=first)
    life.sync()
    life.delete_by_hand("easy", sink=last)
    life.sync()
    assert "easy" not in life.shown(0) | life.shown(1)
    assert [mark.kind for mark in life.memory.plans.marks()] == [MarkKind.SKIPPED]
    expect_quiet(life)


def test_dragged_out_of_the_past_in_one_it_is_planned_in_both(life: TrainingLife) -> None:
    life.now = life.shown()["lower"].span.end + HOUR
    life.sync()
    span = life.move_by_hand("lower", life.now + 2 * HOUR, sink=0)
    planned = life.sync().planned
    assert "lower" in {placement.session.id for placement in planned.plans[0].placements}
    assert life.shown(1)["lower"].span == span
    expect_quiet(life)


@pytest.mark.parametrize("at", range(1, 15))
def test_a_crash_does_not_bring_back_an_older_hand(at: int, life: TrainingLife) -> None:
    life.move_by_hand("easy", life.shown()["easy"].span.start + HOUR, sink=1)
    life.sync()
    span = life.move_by_hand("easy", life.shown()["easy"].span.start + HOUR, sink=0)
    memory, fuse = life.memory, Fuse(Mishap.CRASH_BEFORE, at)
    life.memory = replace(memory, plans=watched(memory.plans, fuse), ledger=watched(memory.ledger, fuse))
    try:
        life.sync()
    except Crash:
        assert fuse.has_blown
    life.memory = memory
    life.sync()
    assert life.shown(0)["easy"].span == life.shown(1)["easy"].span == span
    expect_quiet(life)


def test_what_was_moved_into_the_past_stays_there_when_something_else_is_undone(life: TrainingLife) -> None:
    life.now = life.shown()["easy"].span.start - HOUR
    done = life.move_by_hand("easy", life.now - 6 * HOUR)
    life.sync()
    to_come = max(life.shown().values(), key=lambda entry: entry.span)
    life.move_by_hand(to_come.kind, to_come.span.start + HOUR)
    life.sync()
    life.undo()
    assert life.shown()["easy"].span == done
    assert life.shown()[to_come.kind].span == to_come.span


def test_undo_leaves_a_session_standing_that_cannot_go_back_to_the_past(life: TrainingLife) -> None:
    life.now = life.shown()["easy"].span.start - HOUR
    home = life.shown()["easy"].span
    life.move_by_hand("easy", life.now - 6 * HOUR)
    life.sync()
    life.move_by_hand("easy", home.start)
    life.sync()
    life.undo()
    assert life.shown(0)["easy"].span == life.shown(1)["easy"].span == home
    assert life.sync().edits == ()
    assert life.shown(0)["easy"].span == home
