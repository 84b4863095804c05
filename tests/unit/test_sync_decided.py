"""Decisions about sessions by commands, and what an undo takes back."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from integrations._shared.feed_settings import FeedSettings
from integrations._shared.icalendar.feed import read
from integrations.ics.entry_sink import IcsEntrySink
from integrations.ics.settings import IcsTarget
from service.domain.mark import Mark, MarkKind
from service.errors import SyncRefused, UsageError
from tests.builders import BERLIN
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


def test_the_number_in_a_calendar_file_never_goes_back(life: TrainingLife, tmp_path: Path) -> None:
    path = tmp_path / "training.ics"
    life.sinks = [IcsEntrySink(IcsTarget("file", path, FeedSettings(BERLIN)))]
    numbers = list[int]()

    def note() -> None:
        (upper,) = [one for one in read(path.read_bytes()) if one.kind == "upper"]
        numbers.append(upper.sequence)

    life.sync()
    note()
    upper = life.shown()["upper"]
    for _ in range(2):
        life.sync(decided={upper.session: Mark(upper.session, MarkKind.SKIPPED, life.now)})
        note()
        life.undo()
        note()
    # An app that takes the event out of the file altogether does not set the number back either.
    life.delete_by_hand("upper")
    life.sync()
    whole, end, _ = path.read_bytes().partition(b"END:VCALENDAR")
    head, *events = whole.split(b"BEGIN:VEVENT")
    others = [each for each in events if b"X-LIFTRUN-KIND:upper" not in each]
    assert len(others) == len(events) - 1
    path.write_bytes(b"BEGIN:VEVENT".join([head, *others]) + end + b"\r\n")
    life.sync(decided={upper.session: None})
    note()
    assert numbers == sorted(set(numbers))
