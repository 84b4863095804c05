"""Decisions about sessions by commands, and what an undo takes back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.domain.mark import Mark, MarkKind
from service.errors import SyncRefused, UsageError
from tests.training_life import TrainingLife

HOUR = timedelta(hours=1)


@pytest.fixture
def life() -> TrainingLife:
    return TrainingLife()


class TestDecided:
    def test_a_pin_keeps_it_from_moving(self, life: TrainingLife) -> None:
        life.sync()
        upper = life.shown()["upper"]
        key = upper.session
        life.sync(decided={key: Mark(key, MarkKind.PINNED, life.now, span=upper.span)})
        start = upper.span.start.astimezone(life.run().request.athlete.zone)
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
        start, end = (each.astimezone(life.run().request.athlete.zone) for each in (moved.start, moved.end))
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

    def test_what_was_undone_does_not_come_back(self, life: TrainingLife) -> None:
        life.sync()
        home = life.shown()["easy"].span
        for hours in (2, 4):
            life.move_by_hand("easy", home.start + hours * HOUR)
            life.sync()
            life.undo()
        assert life.shown()["easy"].span == home
        with pytest.raises(UsageError):
            life.undo()

    def test_versions_that_differ_in_words_alone_are_passed_over(self, life: TrainingLife) -> None:
        life.sync()
        home = life.shown()["easy"].span
        life.move_by_hand("easy", home.start + 2 * HOUR)
        life.sync()
        head = life.memory.plans.head()
        assert head is not None
        reworded = tuple(replace(entry, text="Other words.") for entry in head.entries)
        life.memory.plans.add(replace(head, entries=reworded))
        life.undo()
        assert life.shown()["easy"].span == home

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
