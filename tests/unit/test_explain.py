"""The reasons for a session's hour, and against other hours."""

from dataclasses import replace
from datetime import time, timedelta

from service.domain.opening_hours import OpeningHours
from service.domain.plan import Plan, Reason
from service.domain.week import Hours
from service.planning.explain import blockers, reasons
from service.rules import RULEBOOK
from service.rules.goal_order import GoalOrder
from service.rules.heavy_legs_apart import HeavyLegsApart
from service.rules.heavy_legs_before_long_run import HeavyLegsBeforeLongRun
from service.rules.heavy_legs_before_quality_run import HeavyLegsBeforeQualityRun
from service.rules.joined_for_beginners import JoinedForBeginners
from service.rules.lift_and_run_apart import LiftAndRunApart
from service.rules.minutes_a_day import MinutesADay
from service.rules.one_at_a_time import OneAtATime
from service.rules.preferred_time import PreferredTime
from service.rules.rest_days import RestDays
from service.rules.sessions_a_day import SessionsADay
from tests.builders import athlete, brief, moment, plan, session

ONE_HOUR = athlete(allowed=["18:00-19:00"])
NO_OTHER_DAY = "There is no room for 1 h on any other day."
ALL_WEEK_BUT_MONDAY = [f"{day} 00:00-00:00 Away" for day in ("Tue", "Wed", "Thu", "Fri", "Sat", "Sun")]


AWAY_TILL_FRIDAY = [f"{day} 00:00-00:00 Away" for day in ("Mon", "Tue", "Wed", "Thu", "Sun")]


def test_a_session_longer_than_any_free_stretch_is_blocked_by_the_calendar() -> None:
    week = plan("long 61", person=ONE_HOUR)
    (long,) = week.brief.sessions
    reason = Reason("only-free-time", "No free stretch holds the 1 h 1 min that Long run needs.")
    assert blockers(week, long, RULEBOOK) == (reason,)


def test_the_length_that_is_missing_holds_the_way_there() -> None:
    week = plan("upper 60", person=ONE_HOUR)
    lift = session("upper 60", before=timedelta(minutes=20), after=timedelta(minutes=10))
    reason = Reason("only-free-time", "No free stretch holds the 1 h 30 min that Upper body needs.")
    assert blockers(week, lift, RULEBOOK) == (reason,)


def test_a_blocker_says_what_stands_against_the_first_hour() -> None:
    week = plan("Mon 18:00 lower 60", "full 60", busy=ALL_WEEK_BUT_MONDAY)
    sentence = "11 h from Full body (Mon 06:00) to Lower body (Mon 18:00), at least 48 h are needed."
    found = blockers(week, session("full 60"), [HeavyLegsApart()])
    assert found == (Reason("heavy-legs-apart", sentence), Reason("only-free-time", NO_OTHER_DAY))


def test_a_rule_that_closes_every_hour_is_named_alone() -> None:
    week = plan("Mon 07:00 easy 40", "Mon 19:00 upper 60", "light-lift 30", busy=ALL_WEEK_BUT_MONDAY)
    (reason, _) = blockers(week, session("light-lift 30"), [LiftAndRunApart(), SessionsADay()])
    assert reason == Reason("sessions-a-day", "Mon 2 Mar has 3 sessions, 2 is the most.")


def test_rules_that_close_some_hours_each_are_named_together() -> None:
    away = [f"{day} 00:00-00:00 Away" for day in ("Tue", "Wed", "Fri", "Sat", "Sun")]
    standing = ["Mon 10:00 easy 40", "Thu 18:00 full 60"]
    week = plan(*standing, "lower 60", busy=away, person=athlete(allowed=["12:00-13:00"]))
    found = blockers(week, session("lower 60"), [LiftAndRunApart(), HeavyLegsApart()])
    assert {reason.rule for reason in found[:-1]} == {"heavy-legs-apart", "lift-and-run-apart"}
    assert found[-1].sentence == "There is no room for 1 h on Tue, Wed, Fri, Sat and Sun."


def test_each_day_has_its_own_reason() -> None:
    # On Saturday too some hours would overlap, but the morning is free and the minutes are what counts.
    week = plan(
        "Fri 06:00 long 90",
        "Sat 16:00 tempo 120",
        "easy 60",
        busy=["Fri 07:30-00:00 Court", *AWAY_TILL_FRIDAY],
    )
    found = blockers(week, session("easy 60"), [OneAtATime(), MinutesADay()])
    assert found == (
        Reason("one-at-a-time", "Long run (Fri 06:00) and Easy run (Fri 06:00) overlap."),
        Reason("minutes-a-day", "Sat 7 Mar has 3 h of training, 2 h 30 min is the most."),
        Reason("only-free-time", "There is no room for 1 h on Mon, Tue, Wed, Thu and Sun."),
    )


def test_days_gone_by_are_not_said_to_be_full() -> None:
    week = plan("Wed 18:00 lower 60", "lower 60", busy=["Thu 00:00-00:00 Away", "Fri 00:00-00:00 Away"])
    late = replace(week, brief=replace(week.brief, not_before=moment("Wed 06:00", week.brief.week)))
    reasons_told = blockers(late, late.brief.sessions[1], [SessionsADay(most=1)])
    assert reasons_told[-1].sentence == "There is no room for 1 h on Thu and Fri."


def test_a_gap_that_meets_its_target_is_a_reason() -> None:
    week = plan("Mon 18:00 lower 60", "Wed 19:00 intervals 50")
    reason = Reason("heavy-legs-before-quality-run", "48 h after Lower body (Mon 18:00)")
    assert reasons(week, week.placements[1], [HeavyLegsBeforeQualityRun()]) == (reason,)


def test_a_gap_that_misses_its_target_is_none() -> None:
    week = plan("Mon 18:00 lower 60", "Wed 18:59 intervals 50")
    assert reasons(week, week.placements[1], [HeavyLegsBeforeQualityRun()]) == ()


def test_the_nearest_session_is_the_one_that_counts() -> None:
    week = plan("Fri 09:00 long 90", before=["Sun 18:00 lower 60", "Sat 18:00 full 60"])
    (reason,) = reasons(week, week.placements[0], [HeavyLegsBeforeLongRun()])
    assert reason.sentence == "110 h after Lower body (Sun 18:00)"


def test_what_two_rules_say_alike_is_said_once() -> None:
    week = plan("Mon 18:00 lower 60", "Thu 18:00 intervals 50")
    sentences = [reason.sentence for reason in reasons(week, week.placements[1], RULEBOOK)]
    assert sentences.count("71 h after Lower body (Mon 18:00)") == 1


def test_one_visit_and_the_order_of_the_day_are_reasons() -> None:
    week = plan("Mon 18:00 lower 60 + easy 20", person=athlete(goal="muscle", level="beginner"))
    rules = [GoalOrder(), JoinedForBeginners()]
    assert reasons(week, week.placements[0], rules) == (
        Reason("goal-order", "before Easy run, as your goal muscle wants it"),
        Reason("joined-for-beginners", "one visit with Easy run"),
    )
    assert reasons(week, week.placements[1], rules) == (
        Reason("joined-for-beginners", "one visit with Lower body"),
    )


def test_the_wished_day_is_a_reason_on_that_day_only() -> None:
    wish = {"easy": {"days": ["Mon"]}}
    monday, tuesday = plan("Mon 18:00 easy 40", traits=wish), plan("Tue 18:00 easy 40", traits=wish)
    reason = Reason("preferred-time", "Mon is its usual day")
    assert reasons(monday, monday.placements[0], [PreferredTime()]) == (reason,)
    assert reasons(tuesday, tuesday.placements[0], [PreferredTime()]) == ()


def test_a_week_that_is_nearly_over_says_so() -> None:
    week = brief("long 90")
    late = replace(week, not_before=moment("Sun 21:30", week.week))
    found = blockers(Plan(late, ()), late.sessions[0], [LiftAndRunApart()])
    assert [reason.sentence for reason in found] == ["What was free this week for Long run has gone by."]


def test_days_that_one_rule_closes_alike_are_named_behind_the_first() -> None:
    week = plan("Wed 18:00 lower 60", "full 60")
    (reason,) = blockers(week, session("full 60"), [HeavyLegsApart()])
    example = "47 h 45 min from Full body (Mon 17:15) to Lower body (Wed 18:00), at least 48 h are needed"
    assert reason.sentence == f"{example}; likewise on Tue, Wed, Thu and Fri."


def test_a_rule_that_closes_the_whole_week_says_so_in_two_words() -> None:
    week = plan("Tue 18:00 lower 60", "Sat 06:00 full 60", "lower 60", person=ONE_HOUR)
    (reason,) = blockers(week, session("lower 60"), [HeavyLegsApart()])
    assert reason.sentence.endswith("at least 48 h are needed; likewise on every other day.")


def test_what_is_said_of_the_week_is_said_once() -> None:
    lines = [f"{day} 18:00 easy 40" for day in ("Mon", "Tue", "Wed", "Thu", "Fri")]
    away = [f"{day} 00:00-00:00 Away" for day in ("Mon", "Tue", "Wed", "Thu", "Fri")]
    found = blockers(plan(*lines, "long 90", busy=away), session("long 90"), [RestDays(days=2)])
    assert found[:-1] == (Reason("rest-days", "The week has 1 rest day, at least 2 needed."),)


def test_what_pins_break_already_blocks_nobody() -> None:
    week = plan("Mon 06:00 lower 60", "Tue 06:00 full 60", "easy 40")
    assert blockers(week, session("easy 40"), [HeavyLegsApart()]) == ()


def test_a_place_that_is_closed_when_there_is_time_is_named() -> None:
    gym = OpeningHours(by_day=((Hours(time(9), time(12)),),) * 7)
    lift = session("upper 60", place="Gym", opens=gym)
    found = blockers(plan("easy 40", person=ONE_HOUR), lift, RULEBOOK)
    assert found == (Reason("only-free-time", "What is free lies outside the opening hours of Gym."),)
