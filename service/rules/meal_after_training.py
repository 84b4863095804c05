"""Prefers free time for a meal after each session."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from service.domain.plan import Brief, Placement, Plan
from service.domain.span import whole_minutes
from service.domain.wording import hours, name
from service.rules.board import Board
from service.rules.card import Force, RuleCard
from service.rules.finding import Finding
from service.rules.rule import Rule, placement_name
from service.rules.source import G0, G4


class MealAfterTraining(Rule):
    """The free time between the end of a session and the next session or busy time."""

    target: timedelta = timedelta(minutes=45)
    points_a_minute: int = 2
    card = RuleCard(
        id="meal-after-training",
        says="After any session 45 minutes stay free for a meal, before a next session or busy time.",
        because="What is eaten within the hour rebuilds what the session used up; a meeting is no meal.",
        sources=(G0, G4),
        force=Force.SOFT,
    )

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Yields each session with less than the target before the next session, or before busy time."""
        for placement in plan.placements:
            missing = self._missing_before_busy(plan.brief, placement.end)
            if missing and not plan.is_first(placement):
                left = self.target - missing
                free = f"{hours(left)} free" if whole_minutes(left) else "No time is free"
                sentence = (
                    f"{free} after {placement_name(plan, placement)}, {hours(self.target)} leave time to eat."
                )
                yield self.costs(whole_minutes(missing) * self.points_a_minute, sentence, placement)
        for earlier, later in plan.pairs():
            gap = max(earlier.span.gap_to(later.span), timedelta())
            if gap < self.target and not earlier.joins(later):
                sentence = f"{_between(plan, earlier, later, gap)}, {hours(self.target)} leave time to eat."
                cost = whole_minutes(self.target - gap) * self.points_a_minute
                yield self.costs(cost, sentence, earlier, later)

    def constrain(self, board: Board) -> None:
        """Charges each start for the busy time soon after the session, and each pair for a short gap."""
        for slot in board.slots:
            length = slot.session.duration

            def price(start: datetime, length: timedelta = length) -> int:
                missing = self._missing_before_busy(board.brief, start + length)
                return whole_minutes(missing) * self.points_a_minute

            as_first = [joined for first, _, joined in board.joinable() if first is slot]
            board.charge_start(slot, price, unless=as_first)
        for earlier, later in board.pairs():
            board.charge_missing(earlier, later, self.target, self.points_a_minute, unless_joined=True)

    def _missing_before_busy(self, brief: Brief, end: datetime) -> timedelta:
        gaps = [busy.span.start - end for busy in brief.busy if end <= busy.span.start < end + self.target]
        return max((self.target - gap for gap in gaps), default=timedelta())


def _between(plan: Plan, earlier: Placement, later: Placement, gap: timedelta) -> str:
    first, then = placement_name(plan, earlier), name(later.session)
    return f"{hours(gap)} from {first} to {then}" if whole_minutes(gap) else f"{then} follows {first} at once"
