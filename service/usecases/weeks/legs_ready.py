"""Computes when the legs are ready for a hard run again after a heavy leg session."""

from collections.abc import Iterable
from datetime import datetime

from service.domain.plan import Placement
from service.rules.heavy_legs_before_quality_run import HeavyLegsBeforeQualityRun
from service.rules.relaxed import unrelaxed
from service.rules.rule import Rule


def legs_ready(placement: Placement, others: Iterable[Placement], rules: Iterable[Rule]) -> datetime | None:
    """Returns the instant until which only easy running is wise after a placement.

    Shape: None when the session is not heavy for the legs, or its rule is off. The start of the next hard
    run in `others` is the latest that is returned.
    """
    rule = next((r for r in map(unrelaxed, rules) if isinstance(r, HeavyLegsBeforeQualityRun)), None)
    if rule is None or not placement.session.is_heavy_legs:
        return None
    recovery = rule.target_after(placement.session)
    hard_runs = (other.start for other in others if other.session.is_demanding_run)
    return min([placement.end + recovery, *(start for start in hard_runs if placement.end < start)])
