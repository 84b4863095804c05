"""Keeps a pinned session at its hour."""

from collections.abc import Iterator

from service.domain.plan import Brief, Placement, Plan
from service.domain.span import Span
from service.domain.wording import when
from service.rules.board import Board
from service.rules.card import Force, RuleCard
from service.rules.finding import Finding
from service.rules.rule import Rule, placement_name
from service.rules.source import ATHLETE


class Pinned(Rule):
    """The sessions whose hour only the athlete may change."""

    card = RuleCard(
        id="pinned",
        says="A session the athlete has moved or fixed by hand stays there, and what it breaks is told.",
        because="The week is the athlete's; a planner that undoes their hand is switched off.",
        sources=(ATHLETE,),
        force=Force.HARD,
    )

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Yields each placement that is outside the span of its pin."""
        pins = _pins(plan.brief)
        for placement in plan.placements:
            pin = pins.get(placement.session.id, placement.span)
            if not pin.holds(placement.span):
                sentence = (
                    f"{placement_name(plan, placement)} is pinned to {when(pin.start, plan.brief.week.zone)}."
                )
                yield self.forbids(sentence, placement)

    def constrain(self, board: Board) -> None:
        """Restricts each pinned session to the span of its pin."""
        pins = _pins(board.brief)
        for slot in board.slots:
            if slot.session.id in pins:
                board.keep_within(slot, [pins[slot.session.id]])

    def reasons(self, plan: Plan, placement: Placement) -> Iterator[str]:
        """Says that the athlete fixed it there."""
        if _pins(plan.brief).get(placement.session.id) == placement.span:
            yield "you fixed it here"


def _pins(brief: Brief) -> dict[str, Span]:
    return {placement.session.id: placement.span for placement in brief.pinned}
