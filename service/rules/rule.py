"""The base class of a training rule, which checks a finished plan and constrains the solver."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, dataclass_transform

from service.domain.plan import Placement, Plan
from service.domain.wording import name, when
from service.rules.board import Board
from service.rules.card import RuleCard
from service.rules.finding import Finding, Tier


@dataclass_transform(frozen_default=True, eq_default=False)
class Rule(ABC):
    """One rule of training, with its numbers as fields.

    Shape: every subclass is a frozen dataclass. `findings` and `constrain` express the same rule
    independently: neither calls the other, so that each can check the other.
    """

    card: ClassVar[RuleCard]
    binds: ClassVar[bool] = True
    """Whether a plan that breaks the rule's hard findings is refused; if not, they are only reported."""

    def __init_subclass__(cls) -> None:
        # There are many rules, and without comparison and repr each loads in a third of the time.
        dataclass(frozen=True, eq=False, repr=False)(cls)

    @abstractmethod
    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Yields where the plan does not meet the rule."""

    @abstractmethod
    def constrain(self, board: Board) -> None:
        """Adds the rule's constraints and costs to the board."""

    def reasons(self, plan: Plan, placement: Placement) -> Iterator[str]:
        """Yields what the rule says in favour of this hour, the strongest reason first."""
        del plan, placement
        return iter(())

    def forbids(self, sentence: str, *placements: Placement, cost: int = 0) -> Finding:
        """A hard finding of this rule; `cost` is what its own wishes charge for the same thing."""
        return Finding(self.card.id, sentence, tuple(p.session.id for p in placements), cost, is_hard=True)

    def costs(self, cost: int, sentence: str, *placements: Placement, tier: Tier = Tier.WISH) -> Finding:
        """A soft finding of this rule."""
        return Finding(self.card.id, sentence, tuple(p.session.id for p in placements), cost, tier)


def placement_name(plan: Plan, placement: Placement) -> str:
    """The name of a placement in a sentence, such as Upper body (Mon 18:00)."""
    return f"{name(placement.session)} ({when(placement.start, plan.brief.week.zone)})"
