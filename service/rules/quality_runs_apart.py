"""Keeps time for recovery between two demanding runs."""

from datetime import timedelta

from service.domain.training import Session
from service.rules.card import Force, RuleCard
from service.rules.gap import Gap
from service.rules.source import G1, G2


class QualityRunsApart(Gap):
    """The time from one tempo, interval or long run to the next."""

    floor: timedelta = timedelta(hours=24)
    target: timedelta = timedelta(hours=48)
    card = RuleCard(
        id="quality-runs-apart",
        says="Two of tempo, interval and long runs stand at least 24 hours apart, better 48.",
        because="Fast and long running pay off when the next one finds recovered legs.",
        sources=(
            G1,
            G2,
        ),
        force=Force.HARD,
    )

    def concerns(self, earlier: Session, later: Session) -> bool:
        """Whether both are tempo, interval or long runs."""
        return earlier.is_demanding_run and later.is_demanding_run
