"""One session of the week's model: where it may start, where it is pinned, and what its starts cost."""

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
    """What each start of a slot costs, unless one of the facts is true."""

    of: Callable[[datetime], int]
    unless: tuple[Fact, ...]
    tier: Tier


@dataclass(eq=False)
class WeekSlot:
    """A session of the model.

    Shape: `number` counts the week's own slots; one that stands around the week has None. `at` is the
    minute at which one that is carried, ahead or pinned begins.
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
        """How long it lasts."""
        return self.session.duration // MINUTE

    def stands_before(self, other: "WeekSlot") -> bool | None:
        """Whether it is the first of two pins, None when one is none; together means in the order asked."""
        if not (self.fixed and other.fixed):
            return None
        return (self.fixed.start, self.number or 0) < (other.fixed.start, other.number or 0)


Pair = tuple[WeekSlot, WeekSlot]
"""Two slots in this order."""


def may_be_joined(first: WeekSlot, second: WeekSlot) -> bool:
    """Whether the two, in this order, may be one visit: a lift and a light run."""
    one, other = first.session, second.session
    return (one.is_lift and other.is_light_run) or (one.is_light_run and other.is_lift)
