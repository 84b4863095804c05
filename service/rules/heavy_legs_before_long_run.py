"""Recovery from leg work before the long run."""

from datetime import timedelta

from service.domain.training import Kind, Session
from service.rules.card import Force, RuleCard
from service.rules.gap import Gap
from service.rules.source import G3


class HeavyLegsBeforeLongRun(Gap):
    """Heavy legs, then a long run."""

    floor: timedelta = timedelta(hours=24)
    target: timedelta = timedelta(hours=48)
    card = RuleCard(
        id="heavy-legs-before-long-run",
        says="After a hard leg lift the long run waits at least 24 hours, better 48.",
        because="A long run on tired legs is slower, harder and sloppier than it was meant to be.",
        sources=(G3,),
        force=Force.HARD,
    )

    def concerns(self, earlier: Session, later: Session) -> bool:
        """Whether they stand in that order."""
        return earlier.is_heavy_legs and later.kind is Kind.LONG
