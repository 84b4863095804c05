"""Prefers that a session keeps its start from the previous plan."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from service.domain.plan import Placement, Plan
from service.domain.wording import when
from service.rules.board import Board
from service.rules.card import Basis, Force, RuleCard, Source
from service.rules.finding import Finding, Tier
from service.rules.rule import Rule, placement_name


class StayPut(Rule):
    """The sessions that no longer begin when they did in the previous plan."""

    points: int = 60
    card = RuleCard(
        id="stay-put",
        says="When a week is planned again, a session that can still stand where it stood stays there.",
        because=(
            "People arrange their days around a plan. What moves without need is missed, so as few sessions "
            "as possible move, before any wish is weighed."
        ),
        sources=(Source(Basis.ATHLETE, "Whoever has made room for an hour once wants to keep it."),),
        force=Force.SOFT,
    )

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Yields each session that begins at another instant than before, and each that is dropped now."""
        stood, zone = _by_id(plan.brief.stood), plan.brief.week.zone
        placed = _by_id(plan.placements)
        for before in (stood[s.id] for s in plan.brief.sessions if s.id in stood):
            now = placed.get(before.session.id)
            if now is None:
                sentence = f"{placement_name(plan, before)} is left out now."
                yield self.costs(self.points, sentence, before, tier=Tier.STAY)
            elif now.start != before.start:
                sentence = f"{placement_name(plan, now)} stood on {when(before.start, zone)} before."
                yield self.costs(self.points, sentence, now, tier=Tier.STAY)

    def constrain(self, board: Board) -> None:
        """Charges each new start of a session of the previous plan, and its absence, before any wish."""
        stood = _by_id(board.brief.stood)
        for slot in (slot for slot in board.slots if slot.session.id in stood):
            price = partial(self._price, stood[slot.session.id].start)
            board.charge_start(slot, price, tier=Tier.STAY)
            # Otherwise a new session of equal worth could replace it, and nothing would count as moved.
            board.charge(self.points, board.negate(board.placed(slot)), Tier.STAY)

    def reasons(self, plan: Plan, placement: Placement) -> Iterator[str]:
        """Says that the session begins where it did before."""
        stood = _by_id(plan.brief.stood).get(placement.session.id)
        if stood and stood.start == placement.start:
            yield "it stood here before"

    def _price(self, before: datetime, start: datetime) -> int:
        return self.points if start != before else 0


def _by_id(placements: tuple[Placement, ...]) -> dict[str, Placement]:
    return {placement.session.id: placement for placement in placements}
