"""Every example of every rule, checked by both the solver part and the judging part of the rule."""

import tomllib
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from service.domain.plan import Plan
from service.planning.cpsat.optimum import optimum
from service.planning.model import WeekModel
from service.rules import RULEBOOK
from service.rules.finding import Finding, Tier
from service.rules.rule import Rule
from tests.builders import MONDAY, athlete, plan

RULES = {rule.card.id: rule for rule in RULEBOOK}
UNITS = {"h": timedelta(hours=1), "min": timedelta(minutes=1)}


@dataclass(frozen=True)
class Example:
    """One week as people write it, and the findings of its rule.

    Shape: `week` are the placed sessions, `dropped` those without an hour, `before` those of the last seven
    days and `after` those of the next. `done` are the sessions of this week that are done already, `stood` is
    the previous plan, `pins` are what the athlete fixed by hand, and `now` is the moment of planning.
    `longest_recent_run` is such as "60 min". `broken` are hard findings and `costs` soft ones; without
    either, the rule has no finding.
    """

    says: str
    week: list[str]
    broken: list[str] = field(default_factory=list)
    costs: dict[str, int] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    busy: list[str] = field(default_factory=list)
    stood: list[str] = field(default_factory=list)
    pins: list[str] = field(default_factory=list)
    now: str = ""
    longest_recent_run: str = ""
    first_day: date = MONDAY
    athlete: dict[str, Any] = field(default_factory=dict)
    sessions: dict[str, dict[str, Any]] = field(default_factory=dict)
    numbers: dict[str, Any] = field(default_factory=dict)

    @property
    def plan(self) -> Plan:
        """The week as it stands."""
        return plan(
            *self.week,
            *self.dropped,
            person=athlete(**self.athlete),
            first_day=self.first_day,
            before=self.before,
            after=self.after,
            done=self.done,
            busy=self.busy,
            stood=self.stood,
            pins=self.pins,
            now=self.now,
            longest_recent_run=_length(self.longest_recent_run) if self.longest_recent_run else None,
            traits=self.sessions,
        )

    def judge(self, rule: Rule) -> Rule:
        """The rule with the numbers this athlete has set."""
        changes = {name: _number(getattr(rule, name), said) for name, said in self.numbers.items()}
        return replace(rule, **changes)  # type: ignore[type-var]  # every rule is a dataclass


def _number(usual: object, said: object) -> object:
    if not isinstance(usual, timedelta):
        return said
    return _length(str(said))


def _length(said: str) -> timedelta:
    amount, unit = said.split()
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


def board_that_holds(week: Plan) -> WeekModel:
    """A board on which nothing of the week is open any more, though nothing of it is pinned.

    Pins hold only what the week itself does not hold whole: what they break is no must to a board.
    """
    over_the_edge = (p for p in week.placements if not week.brief.week.span.holds(p.span))
    board = WeekModel(replace(week.brief, pinned=tuple(over_the_edge)))
    board.brief = week.brief
    hours = {placement.session.id: placement for placement in week.placements}
    for slot in board.slots:
        placement, placed = hours.get(slot.session.id), board.placed(slot)
        board.forbid(board.negate(placed) if placement else placed)
        if placement:
            board.keep_within(slot, [placement.span])
    for first, second, joined in board.joinable():
        one, other = hours.get(first.session.id), hours.get(second.session.id)
        is_visit = one and other and one.joins(other) and one.end == other.start
        board.forbid(board.negate(joined) if is_visit else joined)
    return board


@pytest.mark.parametrize(("rule", "example"), EVERY)
def test_solver_agrees_with_findings_about_the_week_as_it_stands(rule: Rule, example: Example) -> None:
    week, rule = example.plan, example.judge(rule)
    findings = list(rule.findings(week))
    board = board_that_holds(week)
    rule.constrain(board)
    solution = optimum(board)
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
