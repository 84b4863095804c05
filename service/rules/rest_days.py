"""Keeps whole days without lifting or running."""

from collections.abc import Iterator
from datetime import date

from service.domain.athlete import Athlete
from service.domain.plan import Brief, Plan
from service.domain.training import Level
from service.domain.week import DAYS_IN_A_WEEK
from service.rules.board import Board
from service.rules.card import Force, RuleCard
from service.rules.finding import Finding
from service.rules.rule import Rule
from service.rules.source import G0, G2


class RestDays(Rule):
    """How many days of the week have no lift and no run; mobility may be on them."""

    days: int = 1
    days_for_beginners: int = 2
    card = RuleCard(
        id="rest-days",
        says="A week has at least 1 day on which no lift or run begins, 2 for a beginner.",
        because="The body grows stronger while it rests; leaving rest days out is the classic mistake.",
        sources=(G0, G2),
        force=Force.HARD,
    )

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Yields a week with too few rest days."""
        training = [p for p in plan.placements if p.session.is_training]
        trained = _days_trained(plan.brief)
        days = trained | {plan.brief.week.day_of(p.start) for p in training}
        rest, needed = DAYS_IN_A_WEEK - len(days), self._needed(plan.brief.athlete)
        if rest < needed and days != trained:
            yield self.forbids(f"The week has {_days(rest)}, at least {needed} needed.", *training)

    def constrain(self, board: Board) -> None:
        """Limits the days that have a lift or run, the days with done ones included."""
        trained, week = _days_trained(board.brief), board.brief.week
        training = [s for s in board.slots if s.session.is_training]
        days = [
            board.at_least(1, [board.on(slot, day) for slot in training])
            for day in week.days
            if day not in trained
        ]
        left = DAYS_IN_A_WEEK - self._needed(board.brief.athlete) - len(trained)
        board.limit([(1, day) for day in days], max(left, 0))

    def _needed(self, athlete: Athlete) -> int:
        return self.days_for_beginners if athlete.level is Level.BEGINNER else self.days


def _days_trained(brief: Brief) -> set[date]:
    return {brief.week.day_of(p.start) for p in brief.done if p.session.is_training}


def _days(count: int) -> str:
    return f"{count or 'no'} rest {'day' if count == 1 else 'days'}"
