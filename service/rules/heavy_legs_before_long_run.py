"""Keeps time for recovery between a hard leg lift and a long run."""

from datetime import timedelta

from service.domain.training import Kind, Session
from service.rules.card import Force, RuleCard
from service.rules.gap import Gap
from service.rules.source import G3


class HeavyLegsBeforeLongRun(Gap):
    """The time from a hard leg lift to a long run."""

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
        """Whether the earlier is a hard leg lift and the later a long run."""
        return earlier.is_heavy_legs and later.kind is Kind.LONG
