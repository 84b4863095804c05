"""Ready-made weeks: whole, as the guides write them, and plannable."""

from dataclasses import replace

import pytest

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


@every_template
@pytest.mark.parametrize("goal", Goal)
@pytest.mark.parametrize("level", Level)
def test_an_empty_calendar_holds_all_of_it(template: str, goal: Goal, level: Level) -> None:
    plan = planned(sessions_of(goal, level, template), goal=goal.value, level=level.value)
    assert not plan.dropped
    assert plan.proven_optimal


def planned(sessions: tuple[Session, ...], *, goal: str = "balanced", level: str = "intermediate") -> Plan:
    empty = brief(person=athlete(goal=goal, level=level))
    return solve(replace(empty, sessions=sessions), RULEBOOK)


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
