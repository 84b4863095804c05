"""Keeps an easy run joined to a hard leg lift, or some hours away from it."""

from datetime import timedelta

from service.domain.training import Session
from service.rules.card import Force, RuleCard
from service.rules.gap import Gap
from service.rules.source import DOMA_DEAKIN_2014, G2


class HeavyLegsBeforeEasyRun(Gap):
    """The time from a hard leg lift to an easy or moderate run."""

    floor: timedelta = timedelta(hours=0)
    target: timedelta = timedelta(hours=6)
    card = RuleCard(
        id="heavy-legs-before-easy-run",
        says=(
            "After a hard leg lift an easy or moderate run is joined to it or comes later, better 6 "
            "hours later."
        ),
        because="A light run is what may follow heavy legs, and it feels like one again after some hours.",
        sources=(
            G2,
            DOMA_DEAKIN_2014,
        ),
        force=Force.HARD,
    )
    joined_is_fine = True

    def concerns(self, earlier: Session, later: Session) -> bool:
        """Whether the earlier is a hard leg lift and the later an easy or moderate run."""
        return earlier.is_heavy_legs and later.is_light_run
