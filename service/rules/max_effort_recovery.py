"""Keeps time for recovery after a lift to the maximum."""

from datetime import timedelta

from service.domain.training import Effort, Session
from service.rules.card import Force, RuleCard
from service.rules.gap import Gap
from service.rules.source import G4, THOMAS_2018


class MaxEffortRecovery(Gap):
    """The time from a lift to the maximum to the next hard session."""

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
        """Whether the earlier is a lift to the maximum and the later a hard session."""
        return earlier.is_lift and earlier.effort is Effort.MAX and later.is_hard
