"""Recovery from leg work before fast running."""

from datetime import timedelta

from service.domain.training import Effort, Session
from service.rules.card import Force, RuleCard
from service.rules.gap import Gap
from service.rules.source import (
    DOMA_DEAKIN_2013,
    G0,
    G1,
    G4,
    THOMAS_2018,
)


class HeavyLegsBeforeQualityRun(Gap):
    """Heavy legs, then a tempo or interval run."""

    floor: timedelta = timedelta(hours=24)
    target: timedelta = timedelta(hours=48)
    target_after_max: timedelta = timedelta(hours=72)
    card = RuleCard(
        id="heavy-legs-before-quality-run",
        says=(
            "After a hard leg lift a tempo or interval run waits at least 24 hours, better 48, and 72 "
            "after a maximal one."
        ),
        because=(
            "Heavy leg work costs running economy and power for a day or more, so a fast run done on "
            "it trains neither speed nor legs."
        ),
        sources=(
            G0,
            G1,
            G4,
            DOMA_DEAKIN_2013,
            THOMAS_2018,
        ),
        force=Force.HARD,
    )

    def concerns(self, earlier: Session, later: Session) -> bool:
        """Whether they stand in that order."""
        return earlier.is_heavy_legs and later.is_quality_run

    def target_after(self, earlier: Session) -> timedelta:
        """A lift to the maximum calls for its own, longer target."""
        return self.target_after_max if earlier.effort is Effort.MAX else self.target
