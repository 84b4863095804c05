"""A slot of the week's model: its session, its possible starts, its pin and what its starts cost."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from service.domain.plan import Placement
from service.domain.span import MINUTE
from service.domain.training import Session
from service.planning.starts import Starts
from service.rules.board import Fact
from service.rules.finding import Tier


@dataclass(frozen=True)
class StartPrice:
    """The cost of each start of a slot, waived when one of the facts is true."""

    of: Callable[[datetime], int]
    unless: tuple[Fact, ...]
    tier: Tier


@dataclass(eq=False)
class WeekSlot:
    """A session of the model.

    Shape: `number` counts the week's own slots, None for a slot that is carried or ahead. `fixed` is the
    placement of a slot that is carried, ahead or pinned, and `at` the minute at which it begins.
    Units: minutes from the first midnight of the week.
    """

    session: Session
    number: int | None
    starts: Starts
    fixed: Placement | None = None
    at: int | None = None
    prices: list[StartPrice] = field(default_factory=list)

    @property
    def minutes(self) -> int:
        """The length of its session in minutes."""
        return self.session.duration // MINUTE

    def comes_before(self, other: "WeekSlot") -> bool | None:
        """Whether this one of two fixed slots comes first, None when one is not fixed.

        Shape: two that begin together are in the order of the brief.
        """
        if not (self.fixed and other.fixed):
            return None
        return (self.fixed.start, self.number or 0) < (other.fixed.start, other.number or 0)


Pair = tuple[WeekSlot, WeekSlot]
"""Two slots in this order."""


def may_be_joined(first: WeekSlot, second: WeekSlot) -> bool:
    """Whether the two, in this order, can be one visit: a lift and a light run."""
    one, other = first.session, second.session
    return (one.is_lift and other.is_light_run) or (one.is_light_run and other.is_lift)
