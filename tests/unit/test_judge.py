"""The findings for a week that was not planned, and those that must not be reported for it."""

from dataclasses import replace

import pytest

from service.domain.plan import Plan
from service.rules import RULEBOOK
from service.rules.finding import Finding
from service.rules.relaxed import Relaxed
from service.usecases.auditing.calendar_week import CalendarWeek
from service.usecases.auditing.judge import Judge
from tests.builders import athlete, plan

RULES = {rule.card.id: rule for rule in RULEBOOK}


def judged(
    week: Plan, *rules: str, hourless: set[str] | None = None, has_own_hours: bool = False
) -> list[Finding]:
    """The findings of some rules, or of all."""
    chosen = [RULES[rule] for rule in rules] or RULEBOOK
    return [*Judge(chosen, has_own_hours).findings(CalendarWeek(week, frozenset(hourless or ())))]


def sentences(
    week: Plan, *rules: str, hourless: set[str] | None = None, has_own_hours: bool = False
) -> list[str]:
    return [f.sentence for f in judged(week, *rules, hourless=hourless, has_own_hours=has_own_hours)]


def test_hard_findings_come_first_and_the_dearest_of_each() -> None:
    week = plan("Mon 18:00 lower 60", "Tue 07:00 intervals 60", "Wed 12:00 full 60", "Fri 07:00 long 90")
    found = judged(week)
    assert [f.is_hard for f in found] == sorted((f.is_hard for f in found), reverse=True)
    soft = [f.cost for f in found if not f.is_hard]
    assert soft == sorted(soft, reverse=True)
    assert found[0].is_hard
    assert soft


def test_no_rule_says_what_only_a_plan_could_mind() -> None:
    beginner = athlete(level="beginner", goal="fat-loss")
    week = plan("Tue 05:10 easy 25", "Thu 22:50 upper 60", person=beginner)
    assert sentences(week) == []


def test_nights_count_once_they_are_the_athletes_own() -> None:
    week = plan("Tue 05:00 easy 40", "Thu 20:45 upper 60")
    assert sentences(week, "only-free-time", "evening-wind-down", has_own_hours=True) == [
        "Easy run (Tue 05:00) reaches into the night.",
        "Upper body (Thu 20:45) ends 45 min before sleep, 1 h would be better.",
    ]


def test_a_session_that_meets_busy_time_is_told() -> None:
    week = plan(
        "Tue 05:00 easy 40", "Thu 18:00 upper 60", busy=["Thu 18:59-20:00 Dinner", "Tue 05:40-06:00 Bus"]
    )
    assert sentences(week, "only-free-time") == ["Upper body (Thu 18:00) meets “Dinner”."]


def test_two_that_begin_together_are_told_of_once() -> None:
    week = plan("Tue 18:00 lower 60", "Tue 18:00 intervals 60")
    assert len(judged(week, "one-at-a-time")) == 1
    assert len(judged(week, "one-hard-thing-a-day")) == 1


def test_a_relaxed_rule_finds_nothing_hard() -> None:
    week = plan("Mon 18:00 lower 60", "Tue 07:00 intervals 60")
    rule = Relaxed(RULES["heavy-legs-before-quality-run"])
    (found,) = Judge([rule], has_own_hours=False).findings(CalendarWeek(week, frozenset()))
    assert not found.is_hard
    assert found.cost > 0


def test_push_and_pull_are_not_the_same_muscles() -> None:
    week = plan("Mon 07:00 upper 60", "Tue 07:00 upper 60", "Wed 06:00 upper 60")
    halves = {"upper": "push", "upper-2": "pull", "upper-3": ""}
    rules = [RULES["same-muscles-apart"], RULES["vary-days"]]
    found = Judge(rules, has_own_hours=False).findings(CalendarWeek(week, halves=halves))
    pairs = {(f.rule, f.sessions) for f in found}
    assert pairs == {
        ("same-muscles-apart", ("upper-2", "upper-3")),
        ("same-muscles-apart", ("upper", "upper-3")),
        ("vary-days", ("upper-2", "upper-3")),
    }


# Sessions without an hour stand at midnight, as `seen` puts them.


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("Wed", ["At most 42 h from Lower body (Tue) to Full body (Wed), at least 48 h are needed."]),
        ("Thu", ["At most 66 h from Lower body (Tue) to Full body (Thu), 72 h would be better."]),
        ("Fri", []),
        ("Tue", []),
    ],
)
def test_days_alone_tell_what_is_too_close_at_any_hour(day: str, said: list[str]) -> None:
    week = plan("Tue 00:00 lower 60", f"{day} 00:00 full 60")
    found = judged(week, "heavy-legs-apart", hourless={"lower", "full"})
    assert [f.sentence for f in found] == said
    assert [f.is_hard for f in found] == [day == "Wed"] * len(said)


def test_one_known_hour_makes_the_gap_narrower() -> None:
    week = plan("Tue 20:00 lower 60", "Wed 00:00 tempo 45")
    assert sentences(week, "heavy-legs-before-quality-run", hourless={"tempo"}) == [
        "At most 26 h from Lower body (Tue 20:00) to Tempo run (Wed), 48 h would be better."
    ]
    week = plan("Tue 00:00 lower 60", "Wed 05:00 tempo 45")
    assert sentences(week, "heavy-legs-before-quality-run", hourless={"lower"}) == [
        "At most 24 h from Lower body (Tue) to Tempo run (Wed 05:00), 48 h would be better."
    ]


def test_what_was_trained_before_the_week_counts_without_its_hour_too() -> None:
    week = plan("Mon 00:00 lower 60", before=["Sun 00:00 full 60"])
    carried = replace(week.brief.carried[0], session=replace(week.brief.carried[0].session, id="earlier"))
    week = replace(week, brief=replace(week.brief, carried=(carried,)))
    assert sentences(week, "heavy-legs-apart", hourless={"lower", "earlier"}) == [
        "At most 42 h from Full body (Sun) to Lower body (Mon), at least 48 h are needed."
    ]


def test_rules_about_days_name_no_hour_that_nobody_knows() -> None:
    week = plan("Tue 00:00 lower 60", "Tue 07:00 tempo 45")
    assert sentences(week, "one-hard-thing-a-day", hourless={"lower"}) == [
        "Lower body (Tue) and Tempo run (Tue 07:00) are too much for one day."
    ]


def test_all_days_count_for_rest() -> None:
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    week = plan(*(f"{day} 00:00 easy 30" for day in days))
    ids = {placement.session.id for placement in week.placements}
    assert sentences(week, "rest-days", hourless=ids) == ["The week has no rest days, at least 1 needed."]


def test_minutes_that_are_not_known_are_not_added_up() -> None:
    fast = ("Wed 07:00 tempo 45", "Sat 07:00 intervals 50")
    week = plan("Tue 00:00 easy 90", "Fri 00:00 easy 90", *fast)
    assert sentences(plan(*fast), "easy-share")
    assert sentences(week, "easy-share", hourless={"easy", "easy-2"}) == []


def test_what_is_too_much_without_them_is_told() -> None:
    week = plan("Tue 00:00 easy 40", "Thu 07:00 easy 60", "Sat 07:00 easy 60", person=athlete(goal="muscle"))
    assert "The week has 2 h of running, 1 h 30 min is the most with the goal muscle." in sentences(
        week, "cardio-cap", hourless={"easy"}
    )
