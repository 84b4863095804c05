"""Keeps at least one leg lift in the week."""

from collections.abc import Iterator

from service.domain.plan import Plan
from service.rules.board import Board
from service.rules.card import Force, RuleCard
from service.rules.finding import Finding, Tier
from service.rules.rule import Rule
from service.rules.source import G3


class NeverMissLegDay(Rule):
    """The last leg lift of a week, which is dropped after everything else."""

    points: int = 1_000
    card = RuleCard(
        id="never-miss-leg-day",
        says="When sessions must be dropped, the last leg session of the week is dropped last.",
        because="Strong legs carry the runs and the lifts; a week without leg work serves neither.",
        sources=(G3,),
        force=Force.SOFT,
    )

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Yields a week whose brief has leg lifts and in which none is placed or done."""
        wanted = any(session.works_legs for session in plan.brief.sessions)
        if wanted and not any(p.session.works_legs for p in (*plan.brief.done, *plan.placements)):
            yield self.costs(self.points, "No leg session is left this week.", tier=Tier.LEG_DAY)

    def constrain(self, board: Board) -> None:
        """Charges in the first tier for a week without a leg lift, unless one is done."""
        legs = [board.placed(slot) for slot in board.slots if slot.session.works_legs]
        if legs and not any(placement.session.works_legs for placement in board.brief.done):
            board.charge(self.points, board.negate(board.at_least(1, legs)), Tier.LEG_DAY)
