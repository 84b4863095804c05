"""An objection of a rule to a plan."""

from dataclasses import dataclass
from enum import IntEnum


class Tier(IntEnum):
    """Groups of costs in the order in which they are minimised; a lower tier never outweighs a higher one."""

    LEG_DAY, PLACE, STAY, WISH = range(4)


WORTH_REPORTING = 30
"""A wish that is not met is reported from this many points on; half an hour short of 72 is not worth it."""


@dataclass(frozen=True)
class Finding:
    """One rule that a plan does not meet in full.

    Shape: a hard finding means that the plan is not allowed. A soft one costs points of its tier; a point
    is about one minute missing from a wish, and the cost is 0 when the athlete has set the rule's points
    to 0. The cost of a hard finding is what the rule's wishes charge for the same thing; it counts only
    where the athlete has relaxed the rule. `sessions` are the ids of the sessions it is about.
    """

    rule: str
    sentence: str
    sessions: tuple[str, ...]
    cost: int = 0
    tier: Tier = Tier.WISH
    is_hard: bool = False
