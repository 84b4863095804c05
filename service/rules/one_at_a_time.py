"""Keeps two sessions from overlapping, and leaves time to travel between them."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations

from service.domain.plan import Plan
from service.domain.training import Session
from service.domain.wording import hours
from service.rules.board import Board
from service.rules.card import Force, RuleCard
from service.rules.finding import Finding
from service.rules.rule import Rule, placement_name
from service.rules.source import ARITHMETIC


class OneAtATime(Rule):
    """No two sessions at the same time."""

    card = RuleCard(
        id="one-at-a-time",
        says="Two sessions never overlap, and between them there is time to get from one to the other.",
        because="A body does one thing at a time.",
        sources=(ARITHMETIC,),
        force=Force.HARD,
    )

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Yields each two placements that overlap, or leave too little time to travel between them."""
        for one, other in combinations((*plan.brief.carried, *plan.placements), 2):
            if one.span.overlaps(other.span) and other in plan.placements:
                yield self.forbids(
                    f"{placement_name(plan, one)} and {placement_name(plan, other)} overlap.", one, other
                )
        for earlier, later in plan.pairs():
            gap = earlier.span.gap_to(later.span)
            on_the_way = _travel(earlier.session, later.session)
            if timedelta() <= gap < on_the_way and not earlier.joins(later):
                way = f"from {placement_name(plan, earlier)} to {placement_name(plan, later)}"
                yield self.forbids(f"{hours(gap)} are too little to get {way}.", earlier, later)

    def constrain(self, board: Board) -> None:
        """Requires that the earlier of two sessions, and the travel, end before the later begins."""
        for earlier, later in board.pairs():
            board.keep_apart(earlier, later, timedelta())
            travel = _travel(earlier.session, later.session)
            if travel:
                board.keep_apart(earlier, later, travel, unless_joined=True)


def _travel(earlier: Session, later: Session) -> timedelta:
    return earlier.after + later.before
