"""An entry that the athlete made all-day means some time that day."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from service.domain.mark import MarkKind
from service.domain.span import Span
from service.sync.hand_edit import HandEditKind
from tests.builders import BERLIN, MONDAY
from tests.fakes.entry_sink import FakeEntrySink
from tests.training_life import TrainingLife

DAY = timedelta(days=1)


@pytest.fixture
def life() -> TrainingLife:
    life = TrainingLife(sinks=[FakeEntrySink(name="one"), FakeEntrySink(name="two")])
    life.sync()
    return life


def to_day(life: TrainingLife, session: str, day: date, *, days: int = 1, zone: ZoneInfo = BERLIN) -> None:
    first, last = (datetime.combine(each, time(), zone) for each in (day, day + days * DAY))
    life.change_by_hand(
        replace(life.shown()[session], span=Span(first.astimezone(UTC), last.astimezone(UTC)), all_day=True)
    )


def day_of(life: TrainingLife, session: str, sink: int = 0) -> date:
    return life.shown(sink)[session].span.start.astimezone(BERLIN).date()


@pytest.mark.parametrize("zone", [BERLIN, ZoneInfo("UTC"), ZoneInfo("America/New_York")])
@pytest.mark.parametrize("offset", range(7))
def test_it_gets_an_hour_that_day_and_keeps_the_day(life: TrainingLife, offset: int, zone: ZoneInfo) -> None:
    day = MONDAY + offset * DAY
    to_day(life, "easy", day, zone=zone)
    (edit,) = life.sync().edits
    assert (edit.kind, edit.mark and edit.mark.kind) == (HandEditKind.TO_A_DAY, MarkKind.DAY)
    for sink in (0, 1):
        entry = life.shown(sink)["easy"]
        assert (day_of(life, "easy", sink), entry.all_day) == (day, False)
        assert entry.span.duration == timedelta(minutes=40)
    before = life.writes(0), life.writes(1)
    again = life.sync()
    assert (again.edits, again.version, (life.writes(0), life.writes(1))) == ((), None, before)


def test_the_day_is_kept_when_its_hour_is_taken(life: TrainingLife) -> None:
    day = MONDAY + 3 * DAY
    to_day(life, "easy", day)
    life.sync()
    start = life.shown()["easy"].span.start.astimezone(BERLIN)
    life.busy = (f"Thu {start:%H:%M}-{start + timedelta(hours=1):%H:%M} Board",)
    life.sync()
    assert day_of(life, "easy") == day
    assert life.shown()["easy"].span.start.astimezone(BERLIN) != start


def test_two_days_mean_one_of_them(life: TrainingLife) -> None:
    to_day(life, "upper", MONDAY + 4 * DAY, days=2)
    life.sync()
    assert day_of(life, "upper") in {MONDAY + 4 * DAY, MONDAY + 5 * DAY}


def test_dragged_to_an_hour_after_that_it_is_pinned_there(life: TrainingLife) -> None:
    to_day(life, "easy", MONDAY + 3 * DAY)
    life.sync()
    span = life.move_by_hand("easy", life.shown()["easy"].span.start - DAY)
    life.sync()
    assert life.shown()["easy"].span == span
    (mark,) = life.memory.plans.marks()
    assert (mark.kind, mark.span) == (MarkKind.PINNED, span)


def test_made_all_day_on_another_day_after_that_the_new_day_counts(life: TrainingLife) -> None:
    for offset in (3, 1):
        to_day(life, "easy", MONDAY + offset * DAY)
        life.sync()
        assert day_of(life, "easy") == MONDAY + offset * DAY


def test_released_it_is_planned_like_any_other(life: TrainingLife) -> None:
    before = life.shown()["easy"]
    to_day(life, "easy", MONDAY + 3 * DAY)
    life.sync()
    life.sync(decided={before.session: None})
    assert life.memory.plans.marks() == ()


def test_without_room_that_day_it_stays_as_the_athlete_has_it(life: TrainingLife) -> None:
    life.busy = ("Thu 00:00-23:59 Away",)
    to_day(life, "easy", MONDAY + 3 * DAY)
    proposal = life.sync()
    assert [each.session.id for each in proposal.planned.plans[0].dropped] == ["easy"]
    assert life.shown()["easy"].all_day
    assert life.sync().edits == ()
    life.busy = ()
    life.sync()
    assert (day_of(life, "easy"), life.shown()["easy"].all_day) == (MONDAY + 3 * DAY, False)


@pytest.mark.parametrize("weeks", [-1, 1, 5])
def test_outside_its_week_it_keeps_its_clock_time(life: TrainingLife, weeks: int) -> None:
    before = life.shown()["easy"].span.start.astimezone(BERLIN)
    to_day(life, "easy", MONDAY + (3 + 7 * weeks) * DAY)
    life.sync()
    for sink in (0, 1):
        entry = life.shown(sink)["easy"]
        expected = datetime.combine(MONDAY + (3 + 7 * weeks) * DAY, before.time(), BERLIN)
        assert (entry.span.start.astimezone(BERLIN), entry.all_day) == (expected, False)
    assert life.sync().edits == ()
