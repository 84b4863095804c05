"""Every list of sessions gets an answer, whatever the search could do in its time."""

from dataclasses import replace

import pytest

from service.domain.plan import Brief, Plan
from service.planning.bound import bound_of, percent_of
from service.planning.budget import Budget
from service.planning.draft import drafted
from service.planning.model import WeekModel
from service.planning.solve import checked_as_is, settle, solve
from service.rules import RULEBOOK
from service.rules.finding import Finding, Tier
from tests.builders import brief

OFFICE = tuple(f"{day} 09:00-17:30" for day in ("Mon", "Tue", "Wed", "Thu", "Fri"))
MIXED = ("easy 40", "upper 60", "lower 60", "light-lift 30", "mobility 30", "tempo 45", "long 90", "full 75")
NO_TIME = Budget(work=0)


def long_list(count: int) -> Brief:
    return brief(*(MIXED[number % len(MIXED)] for number in range(count)), busy=OFFICE)


def objections(plan: Plan) -> list[Finding]:
    return [finding for rule in RULEBOOK for finding in rule.findings(plan) if finding.is_hard]


@pytest.mark.parametrize("count", [2, 8, 14])
def test_a_search_without_any_time_still_places_sessions_and_breaks_nothing(count: int) -> None:
    plan = settle(long_list(count), RULEBOOK, NO_TIME)
    assert len(plan.placements) >= min(count, 8)
    assert not objections(plan)


def test_absurdly_many_sessions_get_an_answer() -> None:
    plan = solve(long_list(120), RULEBOOK)
    assert len(plan.placements) + len(plan.dropped) == 120
    assert len(plan.placements) >= 14  # two a day
    assert all(dropped.blocked_by for dropped in plan.dropped)
    assert not plan.proven_optimal
    assert plan.bound > 0
    assert plan.bound_percent is None


def test_an_open_search_says_no_less_than_what_is_really_missing() -> None:
    asked = brief("easy 40", "upper 60", "lower 60", "tempo 45", "long 90", "mobility 30", busy=OFFICE)
    best, early = solve(asked, RULEBOOK), settle(asked, RULEBOOK, Budget(work=0.002))
    assert best.proven_optimal
    assert (best.bound, best.bound_percent) == (0, 0)
    assert cost(early) - cost(best) <= early.bound


def cost(plan: Plan) -> int:
    return sum(finding.cost for rule in RULEBOOK for finding in rule.findings(plan))


def test_the_same_work_gives_the_same_week() -> None:
    first, second = (settle(long_list(12), RULEBOOK, Budget(work=0.05)) for _ in range(2))
    assert first.placements == second.placements
    assert first.bound == second.bound


def test_pins_stand_in_a_draft() -> None:
    asked = brief("Tue 07:00 lower 60", "Tue 18:00 easy 40", "upper 60", busy=OFFICE)
    model = WeekModel(asked)
    for rule in RULEBOOK:
        rule.constrain(model)
    model.settle()
    stands = {placement.session.id: placement for placement in drafted(model)}
    assert {pin.session.id: pin.span for pin in asked.pinned}.items() <= {
        name: placement.span for name, placement in stands.items()
    }.items()
    assert "upper" in stands


def found(cost: int, tier: Tier) -> Finding:
    return Finding("a-rule", "It costs.", (), cost, tier)


@pytest.mark.parametrize(
    ("costs", "least", "bound", "percent"),
    [
        ({Tier.WISH: 100}, {Tier.WISH: 97}, 3, 3),
        ({Tier.WISH: 300}, {Tier.WISH: 299}, 1, 1),
        ({Tier.WISH: 100}, {}, 100, 100),
        ({}, {}, 0, 0),
        ({Tier.PLACE: 5, Tier.WISH: 100}, {Tier.PLACE: 5, Tier.WISH: 90}, 10, 10),
        ({Tier.PLACE: 5, Tier.WISH: 100}, {Tier.PLACE: 4, Tier.WISH: 90}, 101, None),
        ({Tier.LEG_DAY: 7, Tier.PLACE: 5}, {Tier.PLACE: 5}, 12, None),
    ],
)
def test_a_bound_counts_nothing_below_an_open_tier(
    costs: dict[Tier, int], least: dict[Tier, int], bound: int, percent: int | None
) -> None:
    findings = [found(points, tier) for tier, points in costs.items()]
    assert bound_of(findings, least) == bound
    assert percent_of(bound, findings) == percent


def test_a_kept_plan_is_never_said_to_be_farther_from_the_best_than_its_cost() -> None:
    plan = settle(long_list(6), RULEBOOK)
    kept = checked_as_is(replace(plan, proven_optimal=False, bound=10**9), RULEBOOK)
    assert kept.bound == cost(plan)
