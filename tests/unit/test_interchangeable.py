"""Which sessions may change places without any rule noticing."""

from dataclasses import replace

import pytest

from service.domain.plan import Brief
from service.planning.interchangeable import interchangeable
from service.planning.model import WeekModel
from service.planning.solve import solve
from service.rules import RULEBOOK
from tests.builders import brief, placements

THREE_EASY = ("easy 40", "easy 40", "easy 40", "lower 60")


def alike(asked: Brief) -> list[tuple[str, str]]:
    model = WeekModel(asked)
    for rule in RULEBOOK:
        rule.constrain(model)
    model.settle()
    return [(one.session.id, other.session.id) for one, other in interchangeable(model)]


def test_sessions_that_differ_only_by_name_are_alike() -> None:
    assert alike(brief(*THREE_EASY)) == [("easy", "easy-2"), ("easy-2", "easy-3")]


@pytest.mark.parametrize(
    "trait", [{"days": ["mon"]}, {"priority": 1}, {"join_with": "lower"}], ids=lambda trait: next(iter(trait))
)
def test_a_wish_of_its_own_makes_a_session_unlike(trait: dict[str, object]) -> None:
    made = brief(*THREE_EASY)
    changes = {"days": frozenset({0})} if "days" in trait else trait
    first, *rest = made.sessions
    assert alike(replace(made, sessions=(replace(first, **changes), *rest))) == [("easy-2", "easy-3")]


def test_one_that_another_session_asks_to_join_is_unlike_its_twins() -> None:
    made = brief("easy 30", "easy 30", "upper 60")
    *runs, lift = made.sessions
    assert alike(replace(made, sessions=(*runs, replace(lift, join_with="easy")))) == []


def test_one_that_stood_before_or_is_pinned_is_unlike_its_twins() -> None:
    assert alike(brief(*THREE_EASY, stood=["Tue 18:00 easy 40"])) == [("easy-2", "easy-3")]
    assert alike(brief("Tue 18:00 easy 40", *THREE_EASY[1:])) == [("easy-2", "easy-3")]


def test_of_equals_the_hardest_session_of_the_week_is_unlike_the_others() -> None:
    assert alike(brief("lower 60", "lower 60", "lower 60", "mobility 30")) == [("lower-2", "lower-3")]


def test_twins_are_planned_in_the_order_of_the_list_and_the_last_is_dropped() -> None:
    full = [f"{day} 06:00-22:00" for day in ("Tue", "Thu", "Fri", "Sat", "Sun")]
    one_each = [f"{day} {hours}" for day in ("Mon", "Wed") for hours in ("06:00-18:00", "19:00-22:00")]
    plan = solve(brief("easy 40", "easy 40", "easy 40", busy=[*full, *one_each]), RULEBOOK)
    assert [dropped.session.id for dropped in plan.dropped] == ["easy-3"]
    starts = {p.session.id: p.start for p in plan.placements}
    assert [*starts] == ["easy", "easy-2"]
    assert starts["easy"] < starts["easy-2"]


def test_a_twin_that_stood_stays_where_it_stood() -> None:
    asked = brief("easy 40", "easy 40", stood=["Thu 18:00 easy 40", "Tue 18:00 easy 40"])
    stood = {
        p.session.id: p.start for p in placements("Thu 18:00 easy 40", "Tue 18:00 easy 40", week=asked.week)
    }
    plan = solve(asked, RULEBOOK)
    assert {p.session.id: p.start for p in plan.placements} == stood
