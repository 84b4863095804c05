"""The reason given when a session is not on its usual day."""

from dataclasses import replace

from service.domain.plan import Plan, Reason
from service.planning.solve import solve
from service.planning.usual_day import off_its_day
from service.rules import RULEBOOK
from service.rules.heavy_legs_before_long_run import HeavyLegsBeforeLongRun
from service.rules.preferred_time import PreferredTime
from service.rules.stay_put import StayPut
from tests.builders import athlete, brief, moment, plan

SATURDAY = {"long": {"days": ["Sat"]}}
LEGS = HeavyLegsBeforeLongRun()
ANY_HOUR = athlete(likes=())
MORNINGS = athlete(allowed=["06:00-12:00"], likes=())


def why_off(week: Plan, *rules: object) -> tuple[Reason, ...]:
    long = next(p for p in week.placements if p.session.id == "long")
    return tuple(off_its_day(week, long, [rule for rule in RULEBOOK if type(rule) in map(type, rules)]))


def test_a_rule_that_closes_the_whole_day_is_named_with_its_first_hour() -> None:
    week = plan("Fri 11:00 lower 60", "Sun 08:00 long 90", person=MORNINGS, traits=SATURDAY)
    said = "Long run (Sun 08:00) stands 1 day from Sat, its usual day"
    because = "18 h from Lower body (Fri 11:00) to Long run (Sat 06:00), at least 24 h are needed."
    assert why_off(week, LEGS) == (Reason("heavy-legs-before-long-run", f"{said}: {because}"),)


def test_a_day_that_is_only_too_dear_says_what_is_dearest() -> None:
    week = plan("Fri 06:00 lower 60", "Sun 08:00 long 90", person=ANY_HOUR, traits=SATURDAY)
    (reason,) = why_off(week, LEGS, PreferredTime())
    assert reason.rule == "heavy-legs-before-long-run"
    assert reason.sentence.startswith(
        "Long run (Sun 08:00) stands 1 day from Sat, its usual day, which would cost more: "
    )
    assert reason.sentence.endswith(", 48 h would be better.")


def test_a_single_hour_that_is_allowed_makes_the_day_possible() -> None:
    # Of the whole morning only its last start, which no coarse look would see, is 24 hours after the legs.
    week = plan("Fri 09:30 lower 60", "Sun 08:00 long 90", person=MORNINGS, traits=SATURDAY)
    (reason,) = why_off(week, LEGS)
    assert "24 h from Lower body (Fri 09:30) to Long run (Sat 10:30), 48 h" in reason.sentence


def test_a_full_day_is_said_to_be_full() -> None:
    week = plan("Sun 08:00 long 90", busy=["Sat 00:00-00:00 Wedding"], traits=SATURDAY)
    said = "Long run (Sun 08:00) stands 1 day from Sat, its usual day: there is no room for 1 h 30 min."
    assert why_off(week, LEGS) == (Reason("only-free-time", said),)


def test_several_usual_days_are_looked_at_together() -> None:
    days = {"long": {"days": ["Fri", "Sat"], "before": 30}}
    away = ["Fri 00:00-00:00 Away", "Sat 00:00-00:00 Away"]
    (reason,) = why_off(plan("Sun 08:00 long 90", busy=away, traits=days), LEGS)
    assert reason.sentence == (
        "Long run (Sun 08:00) stands 1 day from Fri or Sat, its usual days: there is no room for 2 h."
    )


def test_a_session_on_its_day_or_without_one_needs_no_reason() -> None:
    assert why_off(plan("Sat 08:00 long 90", traits=SATURDAY), LEGS) == ()
    assert why_off(plan("Sun 08:00 long 90"), LEGS) == ()


def test_what_the_athlete_has_pinned_needs_no_reason() -> None:
    week = plan("Fri 11:00 lower 60", "Sun 08:00 long 90", person=MORNINGS, traits=SATURDAY)
    pinned = tuple(replace(placement, pinned=True) for placement in week.placements)
    assert why_off(replace(week, placements=pinned), LEGS) == ()


def test_a_day_gone_by_is_named_when_nothing_else_kept_the_session_from_it() -> None:
    week = plan("Sun 08:00 long 90", traits=SATURDAY)
    late = replace(week, brief=replace(week.brief, not_before=moment("Sat 21:00", week.brief.week)))
    said = "Long run (Sun 08:00) stands 1 day from Sat, its usual day: what was free there has gone by."
    assert why_off(late, LEGS, PreferredTime()) == (Reason("only-free-time", said),)


def test_the_reason_stays_while_the_week_passes_and_the_plan_is_made_again() -> None:
    lines = ("Fri 11:00 lower 60", "Sun 08:00 long 90")
    first = plan(*lines, person=MORNINGS, traits=SATURDAY)
    again = plan(*lines, person=MORNINGS, traits=SATURDAY, stood=lines, now="Sat 13:00")
    assert why_off(again, LEGS, StayPut()) == why_off(first, LEGS, StayPut()) != ()


def test_a_plan_gives_it_after_its_other_reasons() -> None:
    planned = solve(brief("long 90", busy=["Sat 00:00-00:00 Wedding"], traits=SATURDAY), RULEBOOK)
    (why,) = planned.why.values()
    assert len(why) > 1
    assert why[-1].sentence.endswith("stands 1 day from Sat, its usual day: there is no room for 1 h 30 min.")


def test_a_day_that_would_cost_the_same_is_no_dearer() -> None:
    # A day is worth 240 points, and 44 hours lack as many minutes of 48.
    lines = ("Thu 11:00 lower 60", "Sun 08:00 long 90")
    week = plan(*lines, person=MORNINGS, busy=["Sat 09:30-22:00 Market"], traits=SATURDAY)
    (reason,) = why_off(week, LEGS, PreferredTime())
    assert "its usual day, which would cost as much: 44 h from Lower body (Thu 11:00)" in reason.sentence
