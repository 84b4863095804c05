"""Keeps time for recovery between a hard leg lift and a tempo or interval run."""

from datetime import timedelta

from service.domain.training import Effort, Session
from service.rules.card import Force, RuleCard
from service.rules.gap import Gap
from service.rules.source import DOMA_DEAKIN_2013, G0, G1, G4, THOMAS_2018


class HeavyLegsBeforeQualityRun(Gap):
    """The time from a hard leg lift to a tempo or interval run."""

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
        """Whether the earlier is a hard leg lift and the later a tempo or interval run."""
        return earlier.is_heavy_legs and later.is_quality_run

    def target_after(self, earlier: Session) -> timedelta:
        """The target after this lift; longer after a lift to the maximum."""
        return self.target_after_max if earlier.effort is Effort.MAX else self.target
