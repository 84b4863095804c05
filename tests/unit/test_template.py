"""Ready-made weeks: whole, as the guides write them, and plannable."""

import pytest

from service.domain.training import Goal, Kind
from service.domain.week import Weekday
from service.planning.solve import solve
from service.prescription.template import TEMPLATES, Template, sessions_of
from service.rules import RULEBOOK
from tests.builders import athlete, brief

every_template = pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)


@every_template
def test_ids_are_unique_and_joins_meet(template: Template) -> None:
    ids = [session.id for session in template.sessions]
    assert len(set(ids)) == len(ids)
    assert all(session.join_with in {None, *ids} for session in template.sessions)


@every_template
@pytest.mark.parametrize("goal", Goal)
@pytest.mark.parametrize("level", ["intermediate", "advanced"])
def test_an_empty_calendar_holds_all_of_it(template: Template, goal: Goal, level: str) -> None:
    empty = brief(person=athlete(goal=goal.value, level=level))
    plan = solve(type(empty)(empty.athlete, empty.week, template.sessions), RULEBOOK)
    assert not plan.dropped
    assert plan.proven_optimal


def test_legs_on_friday_and_a_long_run_on_saturday_are_not_left_like_that() -> None:
    empty = brief()
    plan = solve(type(empty)(empty.athlete, empty.week, sessions_of(Goal.BALANCED, "lift-first")), RULEBOOK)
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
    assert sessions_of(goal) == TEMPLATES[name].sessions
