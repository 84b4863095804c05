"""What else stands in a target calendar is busy time: own entries, and sessions that are skipped but kept."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.domain.busy import Busy
from service.domain.span import Span
from tests.fakes.entry_sink import FakeEntrySink
from tests.training_life import TrainingLife

HOUR = timedelta(hours=1)


@pytest.fixture
def life() -> TrainingLife:
    life = TrainingLife(sinks=[FakeEntrySink(name="one"), FakeEntrySink(name="two")])
    life.sync()
    return life


def calendar(life: TrainingLife, sink: int) -> FakeEntrySink:
    chosen = life.sinks[sink]
    assert isinstance(chosen, FakeEntrySink)
    return chosen


@pytest.mark.parametrize("sink", [0, 1])
def test_no_session_is_planned_over_an_own_entry(life: TrainingLife, sink: int) -> None:
    easy = life.shown()["easy"].span
    calendar(life, sink).others = (Busy(Span(easy.start, easy.end + HOUR), "Swim with Mia", "one"),)
    proposal = life.sync()
    assert not any(entry.span.overlaps(easy) for entry in life.standing_entries())
    (report,) = [one for one in proposal.planned.gathered.sources if one.name == calendar(life, sink).name]
    assert report.busy_spans == 1
    (change,) = [
        change
        for changes in proposal.planned.changes.values()
        for change in changes
        if change.session.kind == "easy"
    ]
    assert "Swim with Mia" in change.why


def test_a_target_that_is_read_with_settings_of_its_own_is_not_read_twice(life: TrainingLife) -> None:
    easy = life.shown()["easy"]
    calendar(life, 0).others = (Busy(easy.span, "Ignored there", "one"),)
    run = life.run
    life.run = lambda: replace(run(), read_anyway=frozenset({"one"}))  # type: ignore[method-assign]
    life.sync()
    assert life.shown()["easy"].span == easy.span


@pytest.mark.parametrize(("renamed", "deleted"), [(0, 1), (1, 0)])
def test_renamed_in_one_and_deleted_in_the_other_it_is_skipped_and_the_words_stay(
    life: TrainingLife, renamed: int, deleted: int
) -> None:
    easy = life.shown()["easy"]
    life.change_by_hand(replace(life.shown(renamed)["easy"], title="Run with Mia"), sink=renamed)
    life.delete_by_hand("easy", sink=deleted)
    proposal = life.sync()
    assert proposal.left_out == ("2026-W10-easy",)
    assert life.shown(renamed)["easy"].title == "Run with Mia"
    assert "easy" not in life.shown(deleted)
    before = life.writes(0), life.writes(1)
    again = life.sync()
    assert (again.edits, again.version, (life.writes(0), life.writes(1))) == ((), None, before)
    others = [e for e in life.standing_entries(renamed) if e.kind != "easy"]
    assert not any(entry.span.overlaps(easy.span) for entry in others)
    # Asked for again it is one session once more, with the athlete's words where they wrote them.
    life.sync(decided={easy.session: None})
    assert life.shown(renamed)["easy"].title == "Run with Mia"
    assert life.shown(deleted)["easy"].span == life.shown(renamed)["easy"].span


def test_a_skipped_session_that_is_kept_is_busy_time(life: TrainingLife) -> None:
    easy = life.shown()["easy"]
    life.change_by_hand(replace(easy, title="Run with Mia"))
    life.delete_by_hand("easy", sink=1)
    life.sync()
    life.lines = ("lower 60", "upper 60", "easy 40", "intervals 50", "mobility 30")
    busy = life.sync().planned.gathered.busy
    assert (easy.span, "Run with Mia") in [(one.span, one.title) for one in busy]
