"""Keeps time between a lift and a run, in either order."""

from datetime import timedelta

from service.domain.training import Discipline, Session
from service.rules.card import Force, RuleCard
from service.rules.gap import Gap
from service.rules.source import G1, G3, G4, METHENITIS_2018, PETRE_2021, ROBINEAU_2016, SCHUMANN_2022


class LiftAndRunApart(Gap):
    """The time between a lift and a run that are not one visit."""

    floor: timedelta = timedelta(hours=3)
    target: timedelta = timedelta(hours=6)
    card = RuleCard(
        id="lift-and-run-apart",
        says="A lift and a run that are not one visit stand at least 3 hours apart, better 6.",
        because=(
            "Running straight after lifting, or the other way round, blunts what the second session "
            "can give; six hours or another day do not."
        ),
        sources=(
            G1,
            G3,
            G4,
            ROBINEAU_2016,
            SCHUMANN_2022,
            METHENITIS_2018,
            PETRE_2021,
        ),
        force=Force.HARD,
    )
    joined_is_fine = True

    def concerns(self, earlier: Session, later: Session) -> bool:
        """Whether one is a lift and the other a run."""
        return {earlier.discipline, later.discipline} == {Discipline.LIFT, Discipline.RUN}
