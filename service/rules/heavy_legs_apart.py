"""Keeps time for recovery between two hard leg lifts."""

from datetime import timedelta

from service.domain.training import Session
from service.rules.card import Force, RuleCard
from service.rules.gap import Gap
from service.rules.source import G1, G4, THOMAS_2018


class HeavyLegsApart(Gap):
    """The time from one hard leg lift to the next."""

    floor: timedelta = timedelta(hours=48)
    target: timedelta = timedelta(hours=72)
    card = RuleCard(
        id="heavy-legs-apart",
        says="Two hard leg lifts stand at least 48 hours apart, better 72.",
        because="Legs need two to three days to be strong again after heavy work.",
        sources=(
            G1,
            G4,
            THOMAS_2018,
        ),
        force=Force.HARD,
    )

    def concerns(self, earlier: Session, later: Session) -> bool:
        """Whether both are hard leg lifts."""
        return earlier.is_heavy_legs and later.is_heavy_legs
