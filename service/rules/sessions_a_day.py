"""Limits the number of sessions on one day."""

from collections.abc import Iterator
from datetime import date

from service.domain import wording
from service.domain.athlete import Athlete
from service.domain.plan import Brief, Placement, Plan
from service.domain.training import Level
from service.rules.board import Board, Fact
from service.rules.card import Force, RuleCard
from service.rules.finding import Finding
from service.rules.rule import Rule
from service.rules.source import G1, G4


class SessionsADay(Rule):
    """How many visits a day holds; a joined block counts once, mobility not at all."""

    most: int = 2
    most_for_beginners: int = 1
    card = RuleCard(
        id="sessions-a-day",
        says="A day holds at most 2 sessions, 1 for a beginner; a joined block is one, mobility none.",
        because="A third session finds neither strength nor appetite, and takes the evening too.",
        sources=(G1, G4),
        force=Force.HARD,
    )

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Yields each day with too many visits."""
        most = self._most(plan.brief.athlete)
        for day in plan.brief.week.days:
            visits = [p for p in plan.on(day) if p.session.is_training and not plan.is_second(p)]
            count = len(visits) + _visits_done(plan.brief, day)
            if visits and count > most:
                sentence = f"{wording.day(day)} has {count} sessions, {most} is the most."
                yield self.forbids(sentence, *visits)

    def constrain(self, board: Board) -> None:
        """Limits each day's visits to those left, and subtracts one for each joined block."""
        most = self._most(board.brief.athlete)
        for day in board.brief.week.days:
            visits = [(1, board.on(slot, day)) for slot in board.slots if slot.session.is_training]
            left = max(most - _visits_done(board.brief, day), 0)
            board.limit([*visits, *_joined_on(board, day)], left)

    def _most(self, athlete: Athlete) -> int:
        return self.most_for_beginners if athlete.level is Level.BEGINNER else self.most


def _visits_done(brief: Brief, day: date) -> int:
    training = [p for p in brief.done_on(day) if p.session.is_training]
    return sum(not any(_were_one_visit(other, p) for other in training) for p in training)


def _were_one_visit(first: Placement, second: Placement) -> bool:
    # A calendar does not say what was one visit, but two visits of a lift and a run never touch.
    return first.end == second.start and first.session.discipline is not second.session.discipline


def _joined_on(board: Board, day: date) -> list[tuple[int, Fact]]:
    return [(-1, board.all_of([joined, board.on(second, day)])) for _, second, joined in board.joinable()]
