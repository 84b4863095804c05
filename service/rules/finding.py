"""What a rule says against a plan."""

from dataclasses import dataclass
from enum import IntEnum


class Tier(IntEnum):
    """What a plan settles first: a lower tier never weighs against a higher one."""

    LEG_DAY, PLACE, STAY, WISH = range(4)


WORTH_TELLING = 30
"""Points from which on a wish not met is told: half an hour short of 72 changes nothing."""


@dataclass(frozen=True)
class Finding:
    """One rule not met in full by one plan.

    Shape: a hard finding says that the plan may not stand like this; a soft one has a cost in the points
    of its tier, a point being about a minute that is missing from a wish, and none when the athlete has
    set its points to 0. The cost of a hard one is what its rule's wishes charge for the same thing, and
    counts only where the must is lifted. `sessions` are the ids it speaks of.
    """

    rule: str
    sentence: str
    sessions: tuple[str, ...]
    cost: int = 0
    tier: Tier = Tier.WISH
    is_hard: bool = False
