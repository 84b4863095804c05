"""A session dragged out of its week is that session wherever it stands, and is never planned again."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from service.domain.span import Span
from service.domain.week import week_of
from service.usecases.history.sessions_between import sessions_between
from service.usecases.syncing.propose import Proposal
from tests.builders import BERLIN
from tests.fakes.entry_sink import FakeEntrySink
from tests.training_life import TrainingLife

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
def life() -> TrainingLife:
    return TrainingLife(sinks=[FakeEntrySink(name="one"), FakeEntrySink(name="two")])


def planned(proposal: Proposal) -> Counter[str]:
    """How often each session of the first week is planned by its week."""
    return Counter(p.session.id for p in proposal.planned.plans[0].placements)


def stands_everywhere(life: TrainingLife, session: str, span: Span) -> None:
    key = f"2026-W10-{session}"
    for sink in (0, 1):
        assert [e.span for e in life.standing_entries(sink) if e.session == key] == [span]
    head = life.memory.plans.head()
    assert head is not None
    assert [p.span for p in head.placements if p.session.id == key] == [span]
    assert [entry.span for entry in head.entries if entry.session == key] == [span]


def quiet(life: TrainingLife) -> None:
    before = life.writes(0), life.writes(1)
    again = life.sync()
    assert (again.edits, again.version) == ((), None)
    assert (life.writes(0), life.writes(1)) == before


@pytest.mark.parametrize("weeks", [-1, 1, 2, 8, 30])
def test_to_a_week_before_or_after_it_stands_there_in_every_calendar(life: TrainingLife, weeks: int) -> None:
    life.sync()
    span = life.move_by_hand("easy", life.shown()["easy"].span.start + weeks * WEEK)
    proposal = life.sync()
    assert planned(proposal)["easy"] == 0
    assert not [change for changes in proposal.planned.changes.values() for change in changes]
    stands_everywhere(life, "easy", span)
    quiet(life)


@pytest.mark.parametrize("days", [-10, -40, -100])
def test_to_what_has_gone_by_it_was_done_there(life: TrainingLife, days: int) -> None:
    life.sync()
    life.now += 6 * DAY
    later = max(life.shown().values(), key=lambda entry: entry.span)
    name = later.session.split("-", 2)[2]
    assert life.now < later.span.start
    life.move_by_hand(name, later.span.start + days * DAY)
    assert planned(life.sync())[name] == 0
    assert name not in {entry.session for entry in life.standing_entries() if life.now < entry.span.start}
    assert life.memory.plans.marks()[0].kind == "pinned"
    quiet(life)


def test_earlier_in_its_week_it_moves_in_the_other_calendar_too(life: TrainingLife) -> None:
    life.sync()
    life.now += 6 * DAY
    later = max(life.shown().values(), key=lambda entry: entry.span)
    name = later.session.split("-", 2)[2]
    span = life.move_by_hand(name, life.now - 5 * HOUR, sink=1)
    life.sync()
    stands_everywhere(life, name, span)
    quiet(life)


def test_from_last_week_into_this_one_it_is_done_there(life: TrainingLife) -> None:
    life.sync()
    monday = life.run().request.first_week.following
    life.now = monday.span.start + 8 * HOUR
    run = life.run
    life.run = lambda: replace(run(), request=replace(run().request, first_week=monday))  # type: ignore[method-assign]
    span = life.move_by_hand("easy", monday.span.start + 3 * DAY + 18 * HOUR)
    proposal = life.sync()
    stands_everywhere(life, "easy", span)
    assert not any(p.span.overlaps(span) for p in proposal.planned.plans[0].placements)
    assert sum(entry.kind == "easy" for entry in life.standing_entries()) == 2
    quiet(life)


def test_pages_show_it_once_where_it_stands(life: TrainingLife) -> None:
    life.sync()
    week = life.run().request.first_week
    # A version made after the week ended, before the session was moved.
    life.now = week.span.end + DAY
    life.busy = ("Sun 10:00-11:00 Choir",)
    life.sync()
    span = life.move_by_hand("easy", week.span.start + 2 * WEEK)
    life.sync()
    for window, expected in ((week.span, 0), (Span.lasting(span.start, WEEK), 1)):
        found = [each.key for each in sessions_between(life.memory.plans, window)]
        assert found.count("2026-W10-easy") == expected


def test_of_a_session_dragged_out_long_ago_nothing_is_planned_over(life: TrainingLife) -> None:
    life.sync()
    week = life.run().request.first_week
    life.now = week.span.end + 6 * WEEK
    span = life.move_by_hand("easy", life.now + DAY)
    run = life.run
    life.run = lambda: replace(  # type: ignore[method-assign]
        run(), request=replace(run().request, first_week=week_of(life.now, BERLIN), weeks=2)
    )
    proposal = life.sync()
    stands_everywhere(life, "easy", span)
    placed = [p for plan in proposal.planned.plans for p in plan.placements]
    assert placed
    assert not any(p.span.overlaps(span) for p in placed)
