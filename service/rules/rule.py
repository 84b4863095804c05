"""A training rule, which says itself twice: to people about a plan, and to the solver before one."""

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
    """One rule of training, its numbers being its fields.

    Shape: every subclass is a frozen dataclass. `findings` and `constrain` say the same; neither calls
    the other.
    """

    card: ClassVar[RuleCard]
    binds: ClassVar[bool] = True
    """Whether a plan may not be made against its hard findings; they are only told of one that does not."""

    def __init_subclass__(cls) -> None:
        # Without comparison and repr a rule loads in a third of the time, and there are many.
        dataclass(frozen=True, eq=False, repr=False)(cls)

    @abstractmethod
    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Where the plan does not meet the rule."""

    @abstractmethod
    def constrain(self, board: Board) -> None:
        """What the solver must and should keep."""

    def reasons(self, plan: Plan, placement: Placement) -> Iterator[str]:
        """What the rule has to say for this hour, most telling first."""
        del plan, placement
        return iter(())

    def forbids(self, sentence: str, *placements: Placement, cost: int = 0) -> Finding:
        """A hard finding of this rule, and what its own wishes charge for the same thing."""
        return Finding(self.card.id, sentence, tuple(p.session.id for p in placements), cost, is_hard=True)

    def costs(self, cost: int, sentence: str, *placements: Placement, tier: Tier = Tier.WISH) -> Finding:
        """A soft finding of this rule."""
        return Finding(self.card.id, sentence, tuple(p.session.id for p in placements), cost, tier)


def called(plan: Plan, placement: Placement) -> str:
    """How a sentence names one placement, such as Upper body (Mon 18:00)."""
    return f"{name(placement.session)} ({when(placement.start, plan.brief.week.zone)})"
