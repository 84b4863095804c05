"""Recovery from a lift to failure or a test day."""

from datetime import timedelta

from service.domain.training import Effort, Session
from service.rules.card import Force, RuleCard
from service.rules.gap import Gap
from service.rules.source import G4, THOMAS_2018


class MaxEffortRecovery(Gap):
    """A maximal lift, then anything hard."""

    floor: timedelta = timedelta(hours=48)
    target: timedelta = timedelta(hours=72)
    card = RuleCard(
        id="max-effort-recovery",
        says="After a lift to the maximum the next hard session waits at least 48 hours, better 72.",
        because=(
            "Repeated maximal effort leaves nerves and muscles short of their best for up to three days."
        ),
        sources=(
            G4,
            THOMAS_2018,
        ),
        force=Force.HARD,
    )

    def concerns(self, earlier: Session, later: Session) -> bool:
        """Whether they stand in that order."""
        return earlier.is_lift and earlier.effort is Effort.MAX and later.is_hard
