"""Ready-made weeks: whole, as the guides write them, and plannable."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.domain.athlete import Athlete
from service.domain.plan import Plan
from service.domain.training import Goal, Kind, Level, Session
from service.domain.week import Weekday
from service.planning.solve import solve
from service.prescription.template import TEMPLATES, sessions_of
from service.rules import RULEBOOK
from tests.builders import athlete, brief

every_template = pytest.mark.parametrize("template", TEMPLATES)


@every_template
def test_ids_are_unique_and_joins_meet(template: str) -> None:
    ids = [session.id for session in TEMPLATES[template]]
    assert len(set(ids)) == len(ids)
    assert all(session.join_with in {None, *ids} for session in TEMPLATES[template])


@pytest.mark.parametrize("template", sorted(TEMPLATES.keys() - {"fat-loss-mix"}))
@pytest.mark.parametrize("goal", sorted(set(Goal) - {Goal.MUSCLE}))
@pytest.mark.parametrize("level", Level)
def test_an_empty_calendar_holds_all_of_it(template: str, goal: Goal, level: Level) -> None:
    plan = planned(sessions_of(goal, level, template), goal=goal.value, level=level.value)
    assert not plan.dropped
    assert plan.proven_optimal


@every_template
def test_muscle_gives_up_only_running_that_costs_muscle(template: str) -> None:
    plan = planned(sessions_of(Goal.MUSCLE, Level.ADVANCED, template), goal="muscle", level="advanced")
    assert all(dropped.session.is_run for dropped in plan.dropped)
    assert {reason.rule for dropped in plan.dropped for reason in dropped.blocked_by} <= {"cardio-cap"}
    assert plan.proven_optimal


def planned(sessions: tuple[Session, ...], *, goal: str = "balanced", level: str = "intermediate") -> Plan:
    empty = brief(person=athlete(goal=goal, level=level))
    return solve(replace(empty, sessions=sessions), RULEBOOK)


OFFICE = [f"{day} 09:00-17:00 Office" for day in ("Mon", "Tue", "Wed", "Thu", "Fri")]


def in_an_office_week(goal: str, level: str, template: str) -> Plan:
    """For somebody who works from nine to five and likes the hours that are usual."""
    person = replace(athlete(goal=goal, level=level), likes=Athlete().likes)
    sessions = sessions_of(Goal(goal), Level(level), template)
    return solve(replace(brief(person=person, busy=OFFICE), sessions=sessions), RULEBOOK)


@pytest.mark.parametrize(
    ("template", "goal", "level"),
    [
        ("alternate-days", "balanced", "intermediate"),
        ("alternate-days", "balanced", "beginner"),
        ("lift-first", "balanced", "intermediate"),
        ("lift-first", "fat-loss", "beginner"),
        ("lift-first", "fat-loss", "advanced"),
        ("morning-run-evening-lift", "balanced", "intermediate"),
        ("morning-run-evening-lift", "endurance", "advanced"),
        ("fat-loss-mix", "fat-loss", "beginner"),
        ("fat-loss-mix", "fat-loss", "intermediate"),
        ("endurance-plus-two", "endurance", "intermediate"),
        ("endurance-plus-two", "endurance", "beginner"),
        ("muscle-plus-easy-runs", "muscle", "intermediate"),
        ("muscle-plus-easy-runs", "muscle", "advanced"),
    ],
)
def test_an_office_week_holds_all_of_it_for_whom_it_is_made(template: str, goal: str, level: str) -> None:
    plan = in_an_office_week(goal, level, template)
    assert not plan.dropped
    assert plan.proven_optimal


def test_runs_before_work_and_lifts_after_it_all_stand_as_wished() -> None:
    plan = in_an_office_week("balanced", "intermediate", "morning-run-evening-lift")
    assert written(plan) == [
        "Mon easy morning", "Mon lower evening", "Wed easy-2 morning", "Wed upper evening",
        "Fri intervals morning", "Fri upper-2 evening", "Sun long morning",
    ]  # fmt: skip
    assert "preferred-time" not in {broken.rule for broken in plan.broken}


def test_fat_loss_has_five_visits_on_five_days_and_legs_before_running() -> None:
    plan = in_an_office_week("fat-loss", "intermediate", "fat-loss-mix")
    seconds = [placement for placement in plan.placements if plan.is_second(placement)]
    assert len({plan.brief.week.day_of(second.start) for second in seconds}) == 5
    legs = [placement for placement in plan.placements if placement.session.works_legs]
    assert all(plan.is_first(placement) for placement in legs)
    assert [words.split()[0] for words in written(plan)[::2]] == ["Mon", "Tue", "Wed", "Thu", "Fri"]


def written(plan: Plan) -> list[str]:
    """Such as "Mon easy morning", in order."""
    local = [(plan.brief.week.local(p.start), p.session.id) for p in plan.placements]
    return [
        f"{Weekday(start.weekday()).name.title()} {name} {'morning' if start.hour < 12 else 'evening'}"
        for start, name in local
    ]


def test_what_lift_first_itself_would_break_is_moved_and_said() -> None:
    plan = in_an_office_week("balanced", "intermediate", "lift-first")
    said = [broken.sentence for broken in plan.broken if broken.rule == "preferred-time"]
    assert any("stands 1 day from Sat." in sentence for sentence in said)
    full, long = (next(p for p in plan.placements if p.session.id == name) for name in ("full", "long"))
    assert long.start - full.end >= timedelta(hours=48)


def test_legs_on_friday_and_a_long_run_on_saturday_are_not_left_like_that() -> None:
    plan = planned(sessions_of(Goal.BALANCED, Level.INTERMEDIATE, "lift-first"))
    at = {p.session.kind: p for p in plan.placements}
    assert (at[Kind.LONG].start - at[Kind.FULL].end).total_seconds() >= 24 * 3600
    wished = {Weekday.FRI, Weekday.SAT}
    days = {Weekday(plan.brief.week.day_of(at[kind].start).weekday()) for kind in (Kind.FULL, Kind.LONG)}
    assert days != wished
    assert any(broken.rule == "preferred-time" for broken in plan.broken)


@pytest.mark.parametrize(
    ("goal", "name"),
    [
        (Goal.MUSCLE, "muscle-plus-easy-runs"),
        (Goal.FAT_LOSS, "lift-first"),
        (Goal.ENDURANCE, "endurance-plus-two"),
        (Goal.BALANCED, "alternate-days"),
    ],
)
def test_each_goal_has_its_usual_template(goal: Goal, name: str) -> None:
    assert sessions_of(goal, Level.ADVANCED) == TEMPLATES[name]
