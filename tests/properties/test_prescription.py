"""For any season, a week never asks for more than usual, and a taper comes before a race."""

from collections.abc import Iterable
from datetime import timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from service.domain.training import Goal, Kind, Session
from service.domain.week import Week
from service.prescription.block import deloaded
from service.prescription.check_in import CheckIn, Feeling
from service.prescription.prescribe import prescribe
from service.prescription.season import Season
from tests.seasons import MINUTE, asked, near, seasons, weeks

lengths = st.integers(10, 200).map(lambda minutes: minutes * MINUTE)


def running(sessions: Iterable[Session]) -> timedelta:
    return sum((session.duration for session in sessions if session.is_run), timedelta())


@given(st.data(), weeks, asked(), st.sampled_from(Goal), st.none() | lengths)
def test_never_more_sessions_than_asked_nor_others(
    data: st.DataObject, week: Week, usual: tuple[Session, ...], goal: Goal, longest: timedelta | None
) -> None:
    season = data.draw(seasons(week))
    check_in = data.draw(st.none() | st.builds(CheckIn, st.sampled_from(Feeling), near(week)))
    made = prescribe(usual, week, goal=goal, season=season, check_in=check_in, longest_recent_run=longest)
    by_id = {session.id: session for session in usual}
    ids = [session.id for session in made.sessions]
    assert ids == [name for name in by_id if name in ids]
    for session in made.sessions:
        was = by_id[session.id]
        assert (session.priority, session.days, session.discipline) == (
            was.priority,
            was.days if session.kind is was.kind else session.days,
            was.discipline,
        )
        assert session.duration >= min(was.duration, 5 * MINUTE)
        assert session.effort <= was.effort
        assert session.join_with in {None, *ids} or was.join_with not in by_id


@given(st.data(), weeks, asked(), st.sampled_from(Goal), st.none() | lengths)
def test_the_long_run_is_never_a_spike(
    data: st.DataObject, week: Week, usual: tuple[Session, ...], goal: Goal, longest: timedelta | None
) -> None:
    season = data.draw(seasons(week))
    assume(season != Season())
    made = prescribe(usual, week, goal=goal, season=season, longest_recent_run=longest)
    by_id = {session.id: session for session in usual}
    for session in made.sessions:
        if session.kind is Kind.LONG:
            assert session.duration * 100 <= 110 * (longest or by_id[session.id].duration)


@given(weeks, asked(), st.sampled_from(Goal), st.integers(0, 20))
def test_a_deload_is_as_often_as_hard_and_shorter(
    week: Week, usual: tuple[Session, ...], goal: Goal, blocks: int
) -> None:
    monday = week.first_day - timedelta(days=week.first_day.weekday())
    third = Season(monday - timedelta(weeks=4 * blocks + 2))
    before = prescribe(usual, Week(monday, week.zone), goal=goal, season=third).sessions
    after = prescribe(usual, Week(monday + timedelta(weeks=1), week.zone), goal=goal, season=third).sessions
    assert after == deloaded(before)
    for session, less in zip(before, after, strict=True):
        assert (session.id, session.kind, session.effort) == (less.id, less.kind, less.effort)
        assert less.duration <= session.duration
        if session.is_training:
            wished = session.duration * 6 / 10
            assert abs(less.duration - wished) <= 2.5 * MINUTE or less.duration == 20 * MINUTE
        else:
            assert less == session


@given(weeks, asked(least=2), st.sampled_from(Goal), st.integers(4, 17), st.none() | lengths)
def test_a_taper_cuts_running_by_41_to_60_percent_and_nothing_else(
    week: Week, usual: tuple[Session, ...], goal: Goal, days: int, longest: timedelta | None
) -> None:
    race = week.first_day + timedelta(days=days)
    far = Season(race=race + timedelta(days=100))
    full = prescribe(usual, week, goal=goal, season=far, longest_recent_run=longest).sessions
    made = prescribe(usual, week, goal=goal, season=Season(race=race), longest_recent_run=longest)
    assume(all(session.duration >= 20 * MINUTE for session in full))
    assert [session.id for session in made.sessions] == [session.id for session in full]
    whole, left = running(full), running(made.sessions)
    assert whole * 40 <= left * 100 <= whole * 59
    for before, after in zip(full, made.sessions, strict=True):
        assert after.duration <= before.duration
        assert after == before or before.is_run or before.is_heavy_legs
        if before.is_run and before.kind is not Kind.LONG:
            assert (after.kind, after.effort) == (before.kind, before.effort)


@given(st.data(), weeks, asked(), st.sampled_from(Goal))
def test_the_last_seven_days_hold_no_heavy_legs_and_the_race_has_its_day(
    data: st.DataObject, week: Week, usual: tuple[Session, ...], goal: Goal
) -> None:
    season = data.draw(seasons(week))
    assume(season.race)
    made = prescribe(usual, week, goal=goal, season=season)
    assert season.race
    before = {season.race - timedelta(days=n) for n in range(7)}
    if not before.isdisjoint(week.days):
        assert not any(session.is_heavy_legs for session in made.sessions)
    closed = {week.day_of(busy.span.start) for busy in made.closed}
    after = {season.race + timedelta(days=n) for n in range(3)}
    assert closed == after & set(week.days)
