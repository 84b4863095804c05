"""Allows at most one hard session on a day."""

from collections.abc import Iterator
from typing import Literal

from service.domain.plan import Plan
from service.domain.training import Kind, Session
from service.rules.board import Board
from service.rules.card import Force, RuleCard
from service.rules.finding import Finding
from service.rules.rule import Rule, placement_name
from service.rules.source import G2

HardDays = Literal["spread", "stack"]


class OneHardThingADay(Rule):
    """Which two sessions may not share a day because at least one of them is hard."""

    hard_days: HardDays = "spread"
    card = RuleCard(
        id="one-hard-thing-a-day",
        says=(
            "A day holds one hard session at most, upper-body lifts not counted, and a quality run "
            "shares its day only with a light lift, an upper-body lift or mobility."
        ),
        because=(
            "Hard days stay hard and easy days easy. Some athletes do better with all hard work on one day; "
            "they set hard_days to stack."
        ),
        sources=(G2,),
        force=Force.HARD,
    )

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Yields each two sessions that may not share their day."""
        week = plan.brief.week
        for earlier, later in plan.pairs():
            same_day = week.day_of(earlier.start) == week.day_of(later.start)
            if same_day and self._clash(earlier.session, later.session):
                both = f"{placement_name(plan, earlier)} and {placement_name(plan, later)}"
                yield self.forbids(f"{both} are too much for one day.", earlier, later)

    def constrain(self, board: Board) -> None:
        """Forbids that two such sessions are on the same day."""
        for earlier, later in board.pairs():
            if self._clash(earlier.session, later.session):
                for day in board.brief.week.days:
                    board.forbid(board.on(earlier, day), board.on(later, day))

    def _clash(self, one: Session, other: Session) -> bool:
        if self.hard_days == "stack":
            return False
        return (_counts(one) and _counts(other)) or _crowds(one, other) or _crowds(other, one)


def _counts(session: Session) -> bool:
    return (session.is_hard or session.is_quality_run) and session.kind is not Kind.UPPER


def _crowds(run: Session, other: Session) -> bool:
    welcome = {Kind.UPPER, Kind.LIGHT_LIFT, Kind.MOBILITY}
    return run.is_quality_run and other.kind not in welcome
