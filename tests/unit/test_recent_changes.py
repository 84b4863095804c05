"""The moves that the service recently made by itself."""

from datetime import timedelta

from service.usecases.history.recent_changes import RECENT_PERIOD, recent_changes
from tests.builders import BERLIN
from tests.training_life import TrainingLife

MINUTE = timedelta(minutes=1)


def repaired() -> TrainingLife:
    """Somebody whose leg day a meeting has taken."""
    life = TrainingLife()
    life.sync()
    start = life.shown()["lower"].span.start.astimezone(BERLIN)
    life.now += timedelta(hours=1)
    life.busy = (f"{start:%a} 06:00-22:00 Fair",)
    life.sync()
    return life


def test_a_session_that_was_moved_says_from_where_and_why() -> None:
    life = repaired()
    told = recent_changes(life.memory.plans, BERLIN, now=life.now, week="2026-W10")
    moved = next(each for each in told if each.key == "2026-W10-lower")
    assert "Lower body moved from " in moved.sentence
    assert "“Fair”" in moved.sentence or ": it " in moved.sentence
    assert (moved.version, moved.made_at) == (2, life.now)


def test_it_is_told_for_two_days_and_of_its_week_alone() -> None:
    life = repaired()
    plans, made_at = life.memory.plans, life.now
    assert recent_changes(plans, BERLIN, now=made_at + RECENT_PERIOD, week="2026-W10")
    assert not recent_changes(plans, BERLIN, now=made_at + RECENT_PERIOD + MINUTE, week="2026-W10")
    assert not recent_changes(plans, BERLIN, now=made_at, week="2026-W11")


def test_the_first_plan_is_nothing_new() -> None:
    life = TrainingLife()
    life.sync()
    assert not recent_changes(life.memory.plans, BERLIN, now=life.now, week="2026-W10")


def test_whoever_goes_back_has_seen_what_that_moves() -> None:
    life = repaired()
    life.now += MINUTE
    life.undo()
    assert not recent_changes(life.memory.plans, BERLIN, now=life.now, week="2026-W10")
