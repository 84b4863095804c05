"""Until when the legs of somebody who lifted heavily are not ready to run hard."""

from collections.abc import Iterable
from datetime import datetime

from service.domain.plan import Placement
from service.rules.heavy_legs_before_quality_run import HeavyLegsBeforeQualityRun
from service.rules.relaxed import unrelaxed
from service.rules.rule import Rule


def legs_ready(placement: Placement, others: Iterable[Placement], rules: Iterable[Rule]) -> datetime | None:
    """Until when only easy running is wise; never later than one of the `others` is a hard run again."""
    rule = next((r for r in map(unrelaxed, rules) if isinstance(r, HeavyLegsBeforeQualityRun)), None)
    if rule is None or not placement.session.is_heavy_legs:
        return None
    recovery = rule.target_after(placement.session)
    hard_runs = (other.start for other in others if other.session.is_demanding_run)
    return min([placement.end + recovery, *(start for start in hard_runs if placement.end < start)])
