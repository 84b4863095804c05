"""How often a day may ask for training."""

from collections.abc import Iterator
from datetime import date

from service.domain import wording
from service.domain.athlete import Athlete
from service.domain.plan import Plan
from service.domain.training import Level
from service.rules.board import Board, Fact
from service.rules.card import Force, RuleCard
from service.rules.finding import Finding
from service.rules.rule import Rule
from service.rules.source import G1, G4


class SessionsADay(Rule):
    """How many visits one day holds; a joined block is one, mobility is none."""

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
        """Each day with too many visits."""
        most = self._most(plan.brief.athlete)
        for day in plan.brief.week.days:
            visits = [p for p in plan.on(day) if p.session.is_training and not plan.is_second(p)]
            if len(visits) > most:
                sentence = f"{wording.day(day)} has {len(visits)} sessions, {most} is the most."
                yield self.forbids(sentence, *visits)

    def constrain(self, board: Board) -> None:
        """Limits each day's visits, taking off one for each joined block."""
        for day in board.brief.week.days:
            visits = [(1, board.on(slot, day)) for slot in board.slots if slot.session.is_training]
            board.limit([*visits, *_joined_on(board, day)], self._most(board.brief.athlete))

    def _most(self, athlete: Athlete) -> int:
        return self.most_for_beginners if athlete.level is Level.BEGINNER else self.most


def _joined_on(board: Board, day: date) -> list[tuple[int, Fact]]:
    return [(-1, board.all_of([joined, board.on(second, day)])) for _, second, joined in board.joinable()]
