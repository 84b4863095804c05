"""Two sessions never overlap."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations

from service.domain.plan import Plan
from service.rules.board import Board
from service.rules.card import Force, RuleCard
from service.rules.finding import Finding
from service.rules.rule import Rule, called
from service.rules.source import ARITHMETIC


class OneAtATime(Rule):
    """One body, one session."""

    card = RuleCard(
        id="one-at-a-time",
        says="Two sessions never overlap.",
        because="A body does one thing at a time.",
        sources=(ARITHMETIC,),
        force=Force.HARD,
    )

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Each two placements that share time."""
        for one, other in combinations((*plan.brief.carried, *plan.placements), 2):
            if one.span.overlaps(other.span) and other in plan.placements:
                yield self.forbids(f"{called(plan, one)} and {called(plan, other)} overlap.", one, other)

    def constrain(self, board: Board) -> None:
        """Whichever comes first is over before the other begins."""
        for earlier, later in board.pairs():
            board.keep_apart(earlier, later, timedelta())
