"""The last leg session of a week is the last to go."""

from collections.abc import Iterator

from service.domain.plan import Plan
from service.rules.board import Board
from service.rules.card import Force, RuleCard
from service.rules.finding import Finding, Tier
from service.rules.rule import Rule
from service.rules.source import G3


class NeverMissLegDay(Rule):
    """One leg lift stays in the week, whatever else has to go."""

    points: int = 1_000
    card = RuleCard(
        id="never-miss-leg-day",
        says="When sessions must be dropped, the last leg session of the week is dropped last.",
        because="Strong legs carry the runs and the lifts; a week without leg work serves neither.",
        sources=(G3,),
        force=Force.SOFT,
    )

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """A week that asked for leg work and has none, done or still to come."""
        wanted = any(session.works_legs for session in plan.brief.sessions)
        if wanted and not any(p.session.works_legs for p in (*plan.brief.done, *plan.placements)):
            yield self.costs(self.points, "No leg session is left this week.", tier=Tier.LEG_DAY)

    def constrain(self, board: Board) -> None:
        """Charges, before all else, for leaving no leg session, unless one is done."""
        legs = [board.placed(slot) for slot in board.slots if slot.session.works_legs]
        if legs and not any(placement.session.works_legs for placement in board.brief.done):
            board.charge(self.points, board.negate(board.at_least(1, legs)), Tier.LEG_DAY)
