"""Keeps a pinned session at its hour, and one that is wished for a day on that day."""

from collections.abc import Iterator

from service.domain.plan import Brief, Placement, Plan
from service.domain.span import Span
from service.domain.wording import day, when
from service.rules.board import Board
from service.rules.card import Force, RuleCard
from service.rules.finding import Finding
from service.rules.rule import Rule, placement_name
from service.rules.source import ATHLETE


class Pinned(Rule):
    """The sessions whose hour, or day, only the athlete may change."""

    card = RuleCard(
        id="pinned",
        says="A session the athlete has moved or fixed by hand stays there, and what it breaks is told.",
        because="The week is the athlete's; a planner that undoes their hand is switched off.",
        sources=(ATHLETE,),
        force=Force.HARD,
    )

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Yields each placement that is outside the span of its pin, or not on the day it is wished for."""
        pins, wishes = _pins(plan.brief), dict(plan.brief.wished)
        for placement in plan.placements:
            days = wishes.get(placement.session.id, placement.span)
            if not days.holds(placement.span):
                wished = day(plan.brief.week.day_of(days.start))
                yield self.forbids(
                    f"{placement_name(plan, placement)} is wished for some time on {wished}.", placement
                )
            pin = pins.get(placement.session.id, placement.span)
            if not pin.holds(placement.span):
                sentence = (
                    f"{placement_name(plan, placement)} is pinned to {when(pin.start, plan.brief.week.zone)}."
                )
                yield self.forbids(sentence, placement)

    def constrain(self, board: Board) -> None:
        """Restricts each pinned session to the span of its pin, and each wished one to its day."""
        spans = dict(board.brief.wished) | _pins(board.brief)
        for slot in board.slots:
            if slot.session.id in spans:
                board.keep_within(slot, [spans[slot.session.id]])

    def reasons(self, plan: Plan, placement: Placement) -> Iterator[str]:
        """Says that the athlete fixed it there, or wished for the day."""
        if _pins(plan.brief).get(placement.session.id) == placement.span:
            yield "you fixed it here"
        elif placement.session.id in dict(plan.brief.wished):
            yield "you wished for this day"


def _pins(brief: Brief) -> dict[str, Span]:
    return {placement.session.id: placement.span for placement in brief.pinned}
