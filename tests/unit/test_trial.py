"""One session tried at another hour; sessions that had moved for it return to their hours."""

from service.domain.wording import when
from service.planning.trial import with_fewest_moves, with_session_at
from service.rules import RULEBOOK
from service.rules.joined_for_beginners import JoinedForBeginners
from service.rules.lift_and_run_apart import LiftAndRunApart
from service.rules.one_at_a_time import OneAtATime
from service.rules.preferred_time import PreferredTime
from tests.builders import BERLIN, athlete, moment, plan

BEGINNER = athlete(level="beginner", likes=[])
APART = [LiftAndRunApart(), JoinedForBeginners(), OneAtATime()]


def test_only_the_one_session_moves() -> None:
    week = plan("Mon 18:00 upper 60", "Wed 18:00 easy 40")
    trial = with_session_at(week, week.brief.sessions[0], moment("Tue 07:00", week.brief.week), APART)
    assert [when(p.start, BERLIN) for p in trial.placements] == ["Tue 07:00", "Wed 18:00"]


def test_it_joins_a_neighbour_that_it_may_join() -> None:
    week = plan("Mon 18:00 upper 60", "Wed 18:00 easy 20", person=BEGINNER)
    trial = with_session_at(week, week.brief.sessions[1], moment("Mon 19:00", week.brief.week), APART)
    assert trial.placements[0].joins(trial.placements[1])


def test_it_does_not_join_who_has_a_partner() -> None:
    week = plan("Mon 18:00 upper 60 + easy 20", "Wed 18:00 easy 20", person=BEGINNER)
    trial = with_session_at(week, week.brief.sessions[2], moment("Mon 17:40", week.brief.week), APART)
    assert [p.joined_with for p in trial.placements] == [None, "easy", "upper"]


def test_who_is_left_behind_is_joined_no_more() -> None:
    week = plan("Mon 18:00 upper 60 + easy 20", person=BEGINNER)
    trial = with_session_at(week, week.brief.sessions[1], moment("Tue 18:00", week.brief.week), APART)
    assert [p.joined_with for p in trial.placements] == [None, None]


def test_who_moved_for_nothing_goes_back_whole_visits_together() -> None:
    before = plan("Mon 18:00 upper 60 + easy 20", "Wed 18:00 lower 60", person=BEGINNER)
    after = plan("Tue 18:00 upper 60 + easy 20", "Fri 18:00 lower 60", person=BEGINNER)
    found = with_fewest_moves(after, before, APART, but="lower")
    assert [when(p.start, BERLIN) for p in found.placements] == ["Mon 18:00", "Mon 19:00", "Fri 18:00"]
    assert found.placements[0].joins(found.placements[1])


def test_who_had_to_move_stays_where_it_is_now() -> None:
    before = plan("Mon 18:00 upper 60", "Wed 18:00 lower 60")
    after = plan("Tue 18:00 upper 60", "Mon 18:00 lower 60")
    assert with_fewest_moves(after, before, RULEBOOK, but="lower").placements == after.placements


def test_who_stands_cheaper_now_stays_too() -> None:
    wish = {"easy": {"days": ["Tue"]}}
    before, after = plan("Mon 18:00 easy 40", traits=wish), plan("Tue 18:00 easy 40", traits=wish)
    found = with_fewest_moves(after, before, [PreferredTime()], but="")
    assert found.placements == after.placements
