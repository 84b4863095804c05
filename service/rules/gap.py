"""The base of every rule that asks for time between an earlier and a later session."""

from abc import abstractmethod
from collections.abc import Iterator
from datetime import timedelta
from typing import ClassVar

from service.domain.plan import Placement, Plan
from service.domain.span import whole_minutes
from service.domain.training import Session
from service.domain.wording import hours
from service.rules.board import Board
from service.rules.finding import Finding
from service.rules.rule import Rule, placement_name


class Gap(Rule):
    """A floor that is never broken, and a target that costs a point for each minute missing.

    Shape: both are measured from the end of the earlier session to the start of the later one.
    """

    floor: timedelta
    target: timedelta
    joined_is_fine: ClassVar[bool] = False

    @abstractmethod
    def concerns(self, earlier: Session, later: Session) -> bool:
        """Whether the rule applies to two sessions in this order."""

    def target_after(self, earlier: Session) -> timedelta:
        """The target after this earlier session."""
        del earlier
        return self.target

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Yields each such pair that has less than the target between."""
        for earlier, later in plan.pairs():
            if self._concerns_placed(earlier, later):
                gap = earlier.span.gap_to(later.span)
                wanted = self.target_after(earlier.session)
                cost = max(whole_minutes(wanted - gap), 0)
                if gap < self.floor:
                    yield self.forbids(self._too_close(plan, earlier, later), earlier, later, cost=cost)
                elif cost:
                    yield self.costs(cost, self._closer_than_wished(plan, earlier, later), earlier, later)

    def constrain(self, board: Board) -> None:
        """Keeps the floor and charges for the target, for each such pair."""
        for earlier, later in board.pairs():
            if self.concerns(earlier.session, later.session):
                joined = self.joined_is_fine
                board.keep_apart(earlier, later, self.floor, unless_joined=joined)
                wanted = self.target_after(earlier.session)
                board.charge_missing(earlier, later, wanted, 1, unless_joined=joined)

    def reasons(self, plan: Plan, placement: Placement) -> Iterator[str]:
        """Names the nearest earlier session, when at least the target lies between."""
        befores = [
            (placement.start - other.end, other)
            for other, later in plan.pairs()
            if later is placement and self._concerns_placed(other, later)
        ]
        if befores:
            gap, other = min(befores, key=lambda pair: pair[0])
            if gap >= self.target_after(other.session):
                yield f"{hours(gap)} after {placement_name(plan, other)}"

    def _concerns_placed(self, earlier: Placement, later: Placement) -> bool:
        if self.joined_is_fine and earlier.joins(later):
            return False
        return self.concerns(earlier.session, later.session)

    def _too_close(self, plan: Plan, earlier: Placement, later: Placement) -> str:
        if later.start < earlier.end:
            return f"{placement_name(plan, earlier)} and {placement_name(plan, later)} overlap."
        return f"{_between(plan, earlier, later)}, at least {hours(self.floor)} are needed."

    def _closer_than_wished(self, plan: Plan, earlier: Placement, later: Placement) -> str:
        wanted = hours(self.target_after(earlier.session))
        return f"{_between(plan, earlier, later)}, {wanted} would be better."


def _between(plan: Plan, earlier: Placement, later: Placement) -> str:
    gap = earlier.span.gap_to(later.span)
    return f"{hours(gap)} from {placement_name(plan, earlier)} to {placement_name(plan, later)}"
