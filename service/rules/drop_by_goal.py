"""Decides which sessions are dropped first when a week cannot hold them all."""

from collections.abc import Iterator
from itertools import groupby

from service.domain.plan import Brief, Plan
from service.domain.training import Discipline, Goal, Kind, Session
from service.domain.wording import name
from service.rules.board import Board
from service.rules.card import Force, RuleCard
from service.rules.finding import Finding, Tier
from service.rules.rule import Rule
from service.rules.source import G4, SPIERING_2021

LEAST_FIRST: dict[Goal, tuple[frozenset[Kind], ...]] = {
    Goal.MUSCLE: (
        frozenset({Kind.MOBILITY}),
        frozenset({Kind.LONG, Kind.TEMPO, Kind.INTERVALS}),
        frozenset({Kind.MODERATE}),
        frozenset({Kind.EASY}),
        frozenset({Kind.LIGHT_LIFT}),
        frozenset({Kind.UPPER, Kind.LOWER, Kind.FULL}),
    ),
    Goal.FAT_LOSS: (
        frozenset({Kind.MOBILITY}),
        frozenset({Kind.LIGHT_LIFT}),
        frozenset({Kind.TEMPO, Kind.INTERVALS}),
        frozenset({Kind.LONG}),
        frozenset({Kind.EASY, Kind.MODERATE}),
        frozenset({Kind.UPPER, Kind.LOWER, Kind.FULL}),
    ),
    Goal.ENDURANCE: (
        frozenset({Kind.MOBILITY}),
        frozenset({Kind.LIGHT_LIFT}),
        frozenset({Kind.UPPER}),
        frozenset({Kind.LOWER, Kind.FULL}),
        frozenset({Kind.EASY}),
        frozenset({Kind.MODERATE}),
        frozenset({Kind.TEMPO, Kind.INTERVALS}),
        frozenset({Kind.LONG}),
    ),
    Goal.BALANCED: (
        frozenset({Kind.MOBILITY}),
        frozenset({Kind.LIGHT_LIFT}),
        frozenset({Kind.EASY}),
        frozenset({Kind.MODERATE}),
        frozenset({Kind.UPPER}),
        frozenset({Kind.TEMPO, Kind.INTERVALS}),
        frozenset({Kind.LOWER, Kind.FULL}),
        frozenset({Kind.LONG}),
    ),
}


class DropByGoal(Rule):
    """The cost of dropping each session, and of doing less than the least dose of lifts and runs."""

    lifts: int = 1
    runs: int = 2
    card = RuleCard(
        id="drop-by-goal",
        says=(
            "When not all fits, mobility goes first, then what the goal needs least; "
            "1 lift and 2 runs stay as long as anything does."
        ),
        because="What serves the goal is worth the hours there are; a small dose keeps up the rest.",
        sources=(G4, SPIERING_2021),
        force=Force.SOFT,
    )

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Yields each session that is not placed, and each lift or run missing from the least dose."""
        placed = {p.session.id: p.session for p in plan.placements}
        stakes = _stakes(plan.brief)
        for session in plan.brief.sessions:
            if session.id not in placed:
                sentence = f"No room for {name(session)}."
                yield Finding(self.card.id, sentence, (session.id,), stakes[session.id], Tier.PLACE)
        for discipline, count in self._doses(plan.brief):
            still_to_come = sum(session.discipline is discipline for session in placed.values())
            kept = still_to_come + _done(plan.brief, discipline)
            if kept < count:
                sentence = f"Only {kept} of {count} {discipline}s that keep you in form."
                yield self.costs(_dose_stake(plan.brief), sentence, tier=Tier.PLACE)

    def constrain(self, board: Board) -> None:
        """Charges more for a dropped session than for all sessions together that are worth less."""
        stakes = _stakes(board.brief)
        for slot in board.slots:
            board.charge(stakes[slot.session.id], board.negate(board.placed(slot)), Tier.PLACE)
        for discipline, count in self._doses(board.brief):
            kept = [board.placed(slot) for slot in board.slots if slot.session.discipline is discipline]
            enough = board.at_least(count - _done(board.brief, discipline), kept)
            board.charge(_dose_stake(board.brief), board.negate(enough), Tier.PLACE)

    def _doses(self, brief: Brief) -> Iterator[tuple[Discipline, int]]:
        """Each step of the least dose that is not done yet and that the brief has sessions for."""
        for discipline, least in ((Discipline.LIFT, self.lifts), (Discipline.RUN, self.runs)):
            done = _done(brief, discipline)
            asked = done + sum(session.discipline is discipline for session in brief.sessions)
            yield from ((discipline, count) for count in range(done + 1, min(least, asked) + 1))


def _done(brief: Brief, discipline: Discipline) -> int:
    return sum(placement.session.discipline is discipline for placement in brief.done)


def _stakes(brief: Brief) -> dict[str, int]:
    """The cost of dropping each session: more than that of all sessions that are worth less."""
    stakes: dict[str, int] = {}

    def rank(session: Session) -> tuple[int, int]:
        groups = LEAST_FIRST[brief.athlete.goal]
        return -session.priority, next((n for n, kinds in enumerate(groups) if session.kind in kinds), 0)

    for _, equals in groupby(sorted(brief.sessions, key=rank), key=rank):
        stake = 1 + sum(stakes.values())
        stakes |= {session.id: stake for session in equals}
    return stakes


def _dose_stake(brief: Brief) -> int:
    return 1 + sum(_stakes(brief).values())
