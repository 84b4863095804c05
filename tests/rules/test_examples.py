"""Every example of every rule, put to both of the rule's halves."""

import tomllib
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from service.domain.plan import Plan
from service.planning.cpsat import CpSatBoard
from service.rules import RULEBOOK
from service.rules.finding import Finding, Tier
from service.rules.rule import Rule
from tests.builders import MONDAY, athlete, plan

RULES = {rule.card.id: rule for rule in RULEBOOK}
UNITS = {"h": timedelta(hours=1), "min": timedelta(minutes=1)}


@dataclass(frozen=True)
class Example:
    """One week as people write it, and what its rule has to say against it.

    Shape: `week` are the sessions that stand, `dropped` those that found no hour, `before` those of the
    last seven days and `after` those of the next. `broken` are hard findings, `costs` soft
    ones; without either the rule is content.
    """

    says: str
    week: list[str]
    broken: list[str] = field(default_factory=list)
    costs: dict[str, int] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    busy: list[str] = field(default_factory=list)
    first_day: date = MONDAY
    athlete: dict[str, Any] = field(default_factory=dict)
    sessions: dict[str, dict[str, Any]] = field(default_factory=dict)
    numbers: dict[str, Any] = field(default_factory=dict)

    @property
    def plan(self) -> Plan:
        """The week, all its placements pinned."""
        return plan(
            *self.week,
            *self.dropped,
            person=athlete(**self.athlete),
            first_day=self.first_day,
            before=self.before,
            after=self.after,
            busy=self.busy,
            traits=self.sessions,
        )

    def judge(self, rule: Rule) -> Rule:
        """The rule with the numbers this athlete has set."""
        changes = {name: _number(getattr(rule, name), said) for name, said in self.numbers.items()}
        return replace(rule, **changes)  # type: ignore[type-var]  # every rule is a dataclass


def _number(usual: object, said: object) -> object:
    if not isinstance(usual, timedelta):
        return said
    amount, unit = str(said).split()
    return int(amount) * UNITS[unit]


def _read(path: Path) -> list[Example]:
    return [Example(**table) for table in tomllib.loads(path.read_text("utf-8"))["example"]]


EXAMPLES = {path.stem: _read(path) for path in sorted(Path(__file__).parent.glob("*.toml"))}
EVERY = [
    pytest.param(RULES[rule], example, id=f"{rule}: {example.says}")
    for rule, examples in EXAMPLES.items()
    for example in examples
]


@pytest.mark.parametrize(("rule", "example"), EVERY)
def test_findings_say_what_the_example_expects(rule: Rule, example: Example) -> None:
    findings = list(example.judge(rule).findings(example.plan))
    assert sorted(f.sentence for f in findings if f.is_hard) == sorted(example.broken)
    assert sorted((f.sentence, f.cost) for f in findings if not f.is_hard) == sorted(example.costs.items())
    assert {f.rule for f in findings} <= {rule.card.id}


@pytest.mark.parametrize(("rule", "example"), EVERY)
def test_solver_agrees_with_findings_about_the_pinned_week(rule: Rule, example: Example) -> None:
    week, rule = example.plan, example.judge(rule)
    findings = list(rule.findings(week))
    board = CpSatBoard(week.brief)
    placed = {placement.session.id for placement in week.placements}
    for slot in board.slots:
        if slot.session.id not in placed:
            board.forbid(board.placed(slot))
    rule.constrain(board)
    solution = board.solve()
    if any(finding.is_hard for finding in findings):
        assert solution is None
    else:
        assert solution is not None
        assert solution.proven
        assert solution.costs == _by_tier(findings)


def _by_tier(findings: list[Finding]) -> dict[Tier, int]:
    return {tier: sum(f.cost for f in findings if f.tier is tier) for tier in Tier}


def test_every_rule_has_a_file_and_every_file_a_rule() -> None:
    assert EXAMPLES.keys() == RULES.keys()


@pytest.mark.parametrize("rule", EXAMPLES)
def test_every_file_shows_the_rule_kept_and_not_kept(rule: str) -> None:
    contented = [not (example.broken or example.costs) for example in EXAMPLES[rule]]
    assert any(contented)
    assert not all(contented)


@pytest.mark.parametrize("rule", EXAMPLES)
def test_no_two_examples_of_a_rule_say_the_same(rule: str) -> None:
    said = [example.says for example in EXAMPLES[rule]]
    assert len(said) == len(set(said))
