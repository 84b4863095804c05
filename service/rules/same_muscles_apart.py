"""Keeps time for recovery between two lifts of the upper body."""

from datetime import timedelta

from service.domain.training import Kind, Session
from service.rules.card import Force, RuleCard
from service.rules.gap import Gap
from service.rules.source import G2, G3


class SameMusclesApart(Gap):
    """The time from one upper or full body lift to the next."""

    floor: timedelta = timedelta(hours=24)
    target: timedelta = timedelta(hours=48)
    card = RuleCard(
        id="same-muscles-apart",
        says="Two lifts that work the upper body stand at least 24 hours apart, better 48.",
        because="A muscle group grows between its sessions, so one is trained while another rests.",
        sources=(
            G2,
            G3,
        ),
        force=Force.HARD,
    )

    def concerns(self, earlier: Session, later: Session) -> bool:
        """Whether both are upper or full body lifts."""
        return {earlier.kind, later.kind} <= {Kind.UPPER, Kind.FULL}
