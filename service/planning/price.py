"""Compares the costs of two plans by the findings of the rules, not by the solver."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from service.domain.plan import Plan
from service.rules.finding import Finding, Tier
from service.rules.rule import Rule


@dataclass(frozen=True)
class Price:
    """The points that one plan costs more than another, and the findings that make the difference.

    Shape: `points` has every tier; in each it is the cost of `dearer` less that of `cheaper`. Both begin
    with the highest tier, and in each tier with the largest cost.
    """

    points: dict[Tier, int]
    dearer: tuple[Finding, ...] = ()
    cheaper: tuple[Finding, ...] = ()

    @property
    def is_higher(self) -> bool:
        """Whether the plan costs more than the other; a higher tier outweighs all below it."""
        return tuple(self.points.values()) > (0,) * len(Tier)


def price(plan: Plan, rules: Sequence[Rule], *, than: Plan) -> Price:
    """How much more the plan costs than another plan of the same brief."""
    return difference(charged(plan, rules), charged(than, rules))


def charged(plan: Plan, rules: Iterable[Rule]) -> Counter[Finding]:
    """Every finding that costs the plan something."""
    return Counter(finding for rule in rules for finding in rule.findings(plan) if finding.cost)


def difference(ours: Counter[Finding], theirs: Counter[Finding]) -> Price:
    """How much more the findings of one plan cost than those of another."""
    dearer, cheaper = _dearest_first(ours - theirs), _dearest_first(theirs - ours)
    points = {
        tier: sum(f.cost for f in dearer if f.tier is tier) - sum(f.cost for f in cheaper if f.tier is tier)
        for tier in Tier
    }
    return Price(points, dearer, cheaper)


def _dearest_first(findings: Counter[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings.elements(), key=lambda finding: (finding.tier, -finding.cost)))
