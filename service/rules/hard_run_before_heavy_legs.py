"""Keeps time for recovery between a demanding run and a hard leg lift."""

from datetime import timedelta

from service.domain.training import Session
from service.rules.card import Force, RuleCard
from service.rules.gap import Gap
from service.rules.source import G2


class HardRunBeforeHeavyLegs(Gap):
    """The time from a quality or long run to a hard leg lift."""

    floor: timedelta = timedelta(hours=6)
    target: timedelta = timedelta(hours=24)
    card = RuleCard(
        id="hard-run-before-heavy-legs",
        says="After a tempo, interval or long run a hard leg lift waits at least 6 hours, better 24.",
        because="Legs emptied by a hard run lift less; upper body or core is what fits next.",
        sources=(G2,),
        force=Force.HARD,
    )

    def concerns(self, earlier: Session, later: Session) -> bool:
        """Whether the earlier is a quality or long run and the later a hard leg lift."""
        return earlier.is_demanding_run and later.is_heavy_legs
