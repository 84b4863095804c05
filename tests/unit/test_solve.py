"""The solver finds the best week that the rules allow, and reports dropped sessions."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.domain.availability import room_for
from service.domain.plan import Dropped, Placement, Plan
from service.domain.span import MINUTE, Span
from service.domain.wording import when
from service.planning.solve import solve
from service.planning.starts import candidate_starts
from service.rules import RULEBOOK
from service.rules.preferred_time import PreferredTime
from tests.builders import BERLIN, athlete, brief

EVENINGS = ["18:00-20:00"]
OFFICE = [f"{day} 09:00-17:00 Office" for day in ("Mon", "Tue", "Wed", "Thu", "Fri")]
FULL_WEEK = ("lower 60", "upper 60", "easy 40", "intervals 50", "long 90", "mobility 30")


def away_but(*days: str) -> list[str]:
    every = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    return [f"{day} 00:00-00:00 Away" for day in every if day not in days]


def starts(plan: Plan) -> dict[str, str]:
    return {p.session.id: when(p.start, BERLIN) for p in plan.placements}


def dropped(plan: Plan) -> set[str]:
    return {dropped.session.id for dropped in plan.dropped}


def objecting(plan: Plan, placement: Placement) -> set[str]:
    trial = plan.with_placement(placement)
    return {f.rule for rule in RULEBOOK for f in rule.findings(trial) if f.is_hard}


def hours_open_to(plan: Plan, lost: Dropped) -> list[Placement]:
    epoch, session = plan.brief.week.span.start, lost.session
    room = room_for(session, plan.brief.free)
    return [
        Placement(session, Span.lasting(epoch + at * MINUTE, session.duration))
        for at in candidate_starts(room, session.duration, epoch)
    ]


def test_an_office_week_holds_all_and_is_proven_best() -> None:
    plan = solve(brief(*FULL_WEEK, busy=OFFICE), RULEBOOK)
    assert len(plan.placements) == len(FULL_WEEK)
    assert not plan.dropped
    assert plan.proven_optimal
    assert plan.solve_time > timedelta()


def test_placements_come_in_the_order_of_the_week() -> None:
    plan = solve(brief(*FULL_WEEK, busy=OFFICE), RULEBOOK)
    assert [p.start for p in plan.placements] == sorted(p.start for p in plan.placements)


def test_of_what_was_given_up_the_dearest_comes_first() -> None:
    wishes = {"upper": {"days": ["Mon"], "hours": ["21:30-22:30"]}, "easy": {"days": ["Sun"]}}
    week = brief("upper 60 easy", "easy 60", busy=["Sun 00:00-00:00 Away"], traits=wishes)
    plan = solve(week, RULEBOOK)
    assert [(given_up.cost, given_up.sessions) for given_up in plan.broken] == [
        (240, ("easy",)),
        (30, ("upper",)),
    ]


def test_each_placement_has_its_reasons() -> None:
    plan = solve(brief("lower 60", "easy 40", traits={"lower": {"days": ["Wed"]}}), RULEBOOK)
    assert plan.why.keys() == {"lower", "easy"}
    assert "Wed is its usual day" in [reason.sentence for reason in plan.why["lower"]]


def test_the_same_week_is_planned_the_same_way_twice() -> None:
    week = brief(*FULL_WEEK, "full 75", busy=OFFICE, before=["Sun 18:00 lower 60"])
    first, second = solve(week, RULEBOOK), solve(week, RULEBOOK)
    assert replace(first, solve_time=second.solve_time) == second


def test_an_empty_week_is_a_plan() -> None:
    assert solve(brief(), RULEBOOK).placements == ()


def test_dropped_sessions_come_with_rules_that_really_close_every_hour() -> None:
    week = brief(*FULL_WEEK, "full 75", busy=away_but("Mon", "Tue"), before=["Sun 18:00 lower 60"])
    plan = solve(week, RULEBOOK)
    assert plan.dropped
    for lost in plan.dropped:
        reported = {reason.rule for reason in lost.blocked_by}
        hours = hours_open_to(plan, lost)
        assert hours
        assert all(objecting(plan, hour) & reported for hour in hours)
        # Of the days without any such hour the calendar is named.
        assert reported <= {"only-free-time"}.union(*(objecting(plan, hour) for hour in hours))


def test_without_room_the_calendar_is_named() -> None:
    plan = solve(brief("long 121", person=athlete(allowed=EVENINGS)), RULEBOOK)
    (lost,) = plan.dropped
    assert [reason.rule for reason in lost.blocked_by] == ["only-free-time"]


@pytest.mark.parametrize("goal", ["muscle", "fat-loss", "endurance", "balanced"])
def test_the_last_leg_session_is_dropped_last(goal: str) -> None:
    person = athlete(goal=goal, allowed=["18:00-19:00"])
    week = brief("upper 60", "easy 40", "tempo 40", "lower 60", person=person, busy=away_but("Wed"))
    assert starts(solve(week, RULEBOOK)) == {"lower": "Wed 18:00"}


def test_leg_day_outweighs_what_the_athlete_puts_first() -> None:
    rank = {"long": {"priority": 1}, "lower": {"priority": 9}}
    person = athlete(allowed=["18:00-19:00"])
    week = brief("long 60", "lower 60", person=person, busy=away_but("Wed"), traits=rank)
    assert starts(solve(week, RULEBOOK)) == {"lower": "Wed 18:00"}


@pytest.mark.parametrize(
    ("goal", "kept"),
    [("muscle", "easy"), ("fat-loss", "easy"), ("endurance", "long"), ("balanced", "long")],
)
def test_the_goal_decides_who_goes(goal: str, kept: str) -> None:
    person = athlete(goal=goal, allowed=["18:00-18:40"])
    week = brief("mobility 30", "easy 40", "long 40", "tempo 40", person=person, busy=away_but("Wed"))
    assert starts(solve(week, RULEBOOK)) == {kept: "Wed 18:00"}


def test_priority_decides_before_the_goal() -> None:
    rank = {"tempo": {"priority": 1}}
    person = athlete(goal="fat-loss", allowed=["18:00-19:00"])
    week = brief("easy 60", "long 60", "tempo 60", person=person, busy=away_but("Wed"), traits=rank)
    assert starts(solve(week, RULEBOOK)) == {"tempo": "Wed 18:00"}


def test_a_lift_and_two_runs_stay_as_long_as_anything_does() -> None:
    person = athlete(goal="muscle", allowed=["18:00-19:00"])
    asked = ("upper 60", "light-lift 60", "lower 60", "easy 40", "easy 40")
    week = brief(*asked, person=person, busy=away_but("Mon", "Wed", "Fri"))
    plan = solve(week, RULEBOOK)
    assert dropped(plan) == {"upper", "light-lift"}


def test_what_is_still_in_the_legs_delays_mondays_session() -> None:
    person = athlete(allowed=EVENINGS)
    fresh = brief("intervals 50", person=person, traits={"intervals": {"days": ["Mon"]}})
    tired = replace(fresh, carried=brief("intervals 50", before=["Sun 18:00 lower 60"]).carried)
    assert starts(solve(fresh, RULEBOOK))["intervals"].startswith("Mon")
    assert starts(solve(tired, RULEBOOK)) == {"intervals": "Tue 19:00"}


def test_a_pinned_session_stays_and_the_others_keep_their_distance() -> None:
    plan = solve(brief("Tue 18:00 lower 60", "intervals 50", "upper 60", busy=OFFICE), RULEBOOK)
    assert starts(plan)["lower"] == "Tue 18:00"
    (lower,) = (p for p in plan.placements if p.session.id == "lower")
    assert lower.pinned


def test_a_run_can_join_a_pinned_lift() -> None:
    person = athlete(goal="muscle", level="beginner")
    plan = solve(brief("Mon 18:00 upper 60", "easy 20", person=person), RULEBOOK)
    assert starts(plan) == {"upper": "Mon 18:00", "easy": "Mon 19:00"}
    lift, run = plan.placements
    assert lift.joins(run)
    assert lift.pinned


def test_a_lift_shares_its_visit_with_one_run_only() -> None:
    person = athlete(level="beginner", allowed=["18:00-19:40"])
    week = brief("upper 60", "easy 20", "easy 20", person=person, busy=away_but("Wed"))
    plan = solve(week, RULEBOOK)
    assert len(plan.placements) == 2
    assert plan.placements[0].joins(plan.placements[1])


def test_beginners_get_their_short_runs_joined_the_right_way_round() -> None:
    person = athlete(goal="endurance", level="beginner")
    plan = solve(brief("upper 60", "easy 30", person=person), RULEBOOK)
    run, lift = plan.placements
    assert (run.session.id, lift.session.id) == ("easy", "upper")
    assert run.joins(lift)
    assert run.end == lift.start


def test_a_crooked_second_in_the_calendar_is_no_trouble() -> None:
    person = athlete(allowed=["07:00-08:44"], likes=["07:00:30-08:00"])
    plan = solve(brief("easy 60", person=person, busy=["Mon 08:44:30-09:30 Flight"]), RULEBOOK)
    assert not plan.dropped


def test_a_session_fits_between_meetings_over_no_quarter_hour() -> None:
    meetings = ["Mon 06:00-12:05 Workshop", "Mon 12:50-22:00 Review", *away_but("Mon")]
    plan = solve(brief("easy 45", busy=meetings), RULEBOOK)
    assert starts(plan) == {"easy": "Mon 12:05"}


def test_too_much_that_was_done_leaves_the_rest_of_the_week_to_be_planned() -> None:
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
    week = brief(
        "mobility 30",
        "easy 40",
        person=athlete(level="beginner"),
        done=[f"{day} 18:00 easy 160" for day in days],
        now="Sat 21:00",
    )
    plan = solve(week, RULEBOOK)
    assert starts(plan).keys() == {"mobility"}
    (lost,) = plan.dropped
    assert "The week has no rest days, at least 2 needed." in [r.sentence for r in lost.blocked_by]
    assert not any(broken.is_hard for broken in plan.broken)


def test_a_leg_day_that_was_done_is_not_made_up_for_at_the_cost_of_what_matters_more() -> None:
    person = athlete(allowed=["18:00-19:00"])
    asked = ("long 60", "full 60")
    fresh, begun = (
        solve(brief(*asked, person=person, busy=away_but("Sat"), done=done, now="Fri 12:00"), RULEBOOK)
        for done in ((), ["Mon 18:00 lower 60"])
    )
    assert starts(fresh) == {"full": "Sat 18:00"}
    assert starts(begun) == {"long": "Sat 18:00"}


def test_a_wish_without_points_is_no_must() -> None:
    rules = [
        replace(rule, points_a_minute=0) if isinstance(rule, PreferredTime) else rule for rule in RULEBOOK
    ]
    person = athlete(allowed=["12:00-13:00"], likes=["17:00-18:00"])
    plan = solve(brief("easy 60", person=person), rules)
    assert not plan.dropped
    assert not plan.broken
