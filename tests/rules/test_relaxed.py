"""A relaxed rule forbids nothing, and its cost equals that of its findings."""

import pytest

from service.config.rulebook import UNCHANGEABLE
from service.planning.cpsat.optimum import optimum
from service.rules.card import Force
from service.rules.finding import Tier
from service.rules.one_at_a_time import OneAtATime
from service.rules.relaxed import Relaxed
from service.rules.rule import Rule
from tests.rules.test_examples import EXAMPLES, RULES, Example, board_that_holds

RELAXABLE = [
    rule for rule in RULES.values() if rule.card.force is Force.HARD and rule.card.id not in UNCHANGEABLE
]
# Two sessions at one time never stand, whichever other rule is relaxed.
EVERY = [
    pytest.param(rule, example, id=f"{rule.card.id}: {example.says}")
    for rule in RELAXABLE
    for example in EXAMPLES[rule.card.id]
    if not any(OneAtATime().findings(example.plan))
]


@pytest.mark.parametrize(("rule", "example"), EVERY)
def test_any_week_may_stand_at_the_cost_of_its_findings(rule: Rule, example: Example) -> None:
    week, relaxed = example.plan, Relaxed(example.judge(rule))
    board = board_that_holds(week)
    relaxed.constrain(board)
    solution = optimum(board)
    assert solution is not None
    assert solution.proven
    findings = list(relaxed.findings(week))
    assert solution.costs == {tier: sum(f.cost for f in findings if f.tier is tier) for tier in Tier}


@pytest.mark.parametrize("rule", RELAXABLE, ids=lambda rule: rule.card.id)
def test_the_same_weeks_may_not_stand_by_the_rule_as_it_is(rule: Rule) -> None:
    broken = next(example for example in EXAMPLES[rule.card.id] if example.broken)
    board = board_that_holds(broken.plan)
    broken.judge(rule).constrain(board)
    assert optimum(board) is None


@pytest.mark.parametrize("rule", RELAXABLE, ids=lambda rule: rule.card.id)
def test_a_relaxed_rule_says_what_it_always_says_and_binds_no_more(rule: Rule) -> None:
    relaxed = Relaxed(rule)
    assert rule.binds
    assert not relaxed.binds
    assert relaxed.card is rule.card
    for week in (example.plan for example in EXAMPLES[rule.card.id]):
        assert list(relaxed.findings(week)) == list(rule.findings(week))
        for placement in week.placements:
            assert list(relaxed.reasons(week, placement)) == list(rule.reasons(week, placement))
