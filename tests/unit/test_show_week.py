"""The shown week of the current plan, from stored data and without planning again."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from service.domain.entry import split_session_key
from service.domain.log import Logged
from service.domain.mark import Mark, MarkKind
from service.domain.training import Effort, Kind
from service.domain.week import Week
from service.rules import RULEBOOK
from service.usecases.showing.session_status import SessionStatus
from service.usecases.showing.show_week import ShownWeek, show_week
from tests.builders import BERLIN, MONDAY, moment
from tests.training_life import TrainingLife

WEEK = Week(MONDAY, BERLIN)
WEDNESDAY = datetime(2026, 3, 4, 11, tzinfo=UTC)


@pytest.fixture(scope="module")
def planned() -> TrainingLife:
    life = TrainingLife(busy=("Tue 18:00-20:00 Choir",), weeks=2)
    life.sync()
    return life


def shown(
    life: TrainingLife, *, now: datetime = WEDNESDAY, week: Week = WEEK, logged: Iterable[Logged] = ()
) -> ShownWeek:
    return show_week(
        week,
        life.memory.plans,
        asked=life.run().request.sessions,
        logged=tuple(logged),
        rules=RULEBOOK,
        now=now,
    )


def fates(week: ShownWeek) -> dict[str, SessionStatus]:
    return {split_session_key(one.stood.key)[1]: one.status for one in week.sessions}


def test_all_of_the_week_is_there_in_order_with_what_calendars_show(planned: TrainingLife) -> None:
    week = shown(planned)
    starts = [one.placement.start for one in week.sessions]
    assert len(starts) == 4
    assert starts == sorted(starts)
    assert all(one.stood.entry and "Why here" in one.stood.entry.text for one in week.sessions)
    assert week.is_planned


def test_the_clock_says_what_is_over_under_way_and_to_come(planned: TrainingLife) -> None:
    one = shown(planned).sessions[1].placement
    name = split_session_key(one.session.id)[1]
    minute = timedelta(minutes=1)
    assert fates(shown(planned, now=one.start - minute))[name] is SessionStatus.TO_COME
    assert fates(shown(planned, now=one.start))[name] is SessionStatus.UNDER_WAY
    assert fates(shown(planned, now=one.end - minute))[name] is SessionStatus.UNDER_WAY
    assert fates(shown(planned, now=one.end))[name] is SessionStatus.TAKEN_AS_DONE


@pytest.mark.parametrize(("missed", "status"), [(False, SessionStatus.DONE), (True, SessionStatus.MISSED)])
def test_the_log_comes_before_the_clock(
    planned: TrainingLife, *, missed: bool, status: SessionStatus
) -> None:
    lower = next(one for one in shown(planned).sessions if one.session.kind is Kind.LOWER)
    day = WEEK.day_of(lower.placement.start)
    line = Logged(day, Kind.LOWER, timedelta(hours=1), Effort.HARD, missed=missed)
    week = shown(planned, logged=[line])
    assert fates(week)["lower"] is status
    # What was missed leaves nothing in the legs.
    assert bool(week.recovery) is not missed


def test_legs_are_not_ready_from_the_end_of_heavy_legs_until_a_hard_run(planned: TrainingLife) -> None:
    week = shown(planned)
    placed = {split_session_key(one.stood.key)[1]: one.placement for one in week.sessions}
    lower, intervals = placed["lower"], placed["intervals"]
    (window,) = week.recovery
    assert window.start == lower.end
    two_days_later = min(lower.end + timedelta(hours=48), WEEK.span.end)
    assert window.end == (
        min(two_days_later, intervals.start) if lower.end < intervals.start else two_days_later
    )


def test_heavy_legs_of_the_week_before_reach_into_this_one(planned: TrainingLife) -> None:
    lower = next(one.placement for one in shown(planned).sessions if one.session.kind is Kind.LOWER)
    late = replace(
        lower, span=replace(lower.span, start=moment("Sun 18:00", WEEK), end=moment("Sun 19:00", WEEK))
    )
    life = TrainingLife()
    head = planned.memory.plans.head()
    assert head
    life.memory.plans.add(replace(head, placements=(late,), entries=()))
    (window,) = shown(life, week=WEEK.following).recovery
    assert (window.start, window.end) == (WEEK.following.span.start, late.end + timedelta(hours=48))


def test_what_found_no_room_keeps_its_reasons_and_ways_in() -> None:
    life = TrainingLife(
        busy=tuple(f"{day} 05:00-22:30" for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat"))
    )
    proposal = life.sync()
    week = shown(life)
    dropped = {dropped.session.id: dropped for dropped in proposal.planned.plans[0].dropped}
    assert dropped
    assert {split_session_key(left.key)[1] for left in week.dropped} == dropped.keys()
    for left in week.dropped:
        name = split_session_key(left.key)[1]
        assert (left.reasons, left.ways) == (dropped[name].blocked_by, dropped[name].would_fit_if)


def test_what_was_skipped_is_named_though_it_stands_nowhere() -> None:
    life = TrainingLife()
    life.sync(decided={"2026-W10-easy": Mark("2026-W10-easy", MarkKind.SKIPPED, life.now)})
    week = shown(life)
    assert [(left.key, left.kind) for left in week.skipped] == [("2026-W10-easy", Kind.EASY)]
    assert "easy" not in fates(week)
    assert not week.dropped


def test_a_week_nobody_planned_is_known_as_such(planned: TrainingLife) -> None:
    far = WEEK.following.following.following
    assert shown(planned, week=far) == ShownWeek(far, ())
