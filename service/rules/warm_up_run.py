"""Limits the run that comes right before a lift in one visit."""

from collections.abc import Iterator
from datetime import timedelta

from service.domain.plan import Placement, Plan
from service.domain.training import Effort, Session
from service.domain.wording import hours, name
from service.rules.board import Board
from service.rules.card import Force, RuleCard
from service.rules.finding import Finding
from service.rules.rule import Rule, placement_name
from service.rules.source import G1, MARKOV_2022


class WarmUpRun(Rule):
    """How long and hard a run may be that comes first in a joined block, and when it is only a warm-up."""

    longest: timedelta = timedelta(minutes=30)
    warm_up: timedelta = timedelta(minutes=15)
    points: int = 30
    card = RuleCard(
        id="warm-up-run",
        says=(
            "In one visit only an easy run of at most 30 minutes may come before the lift; "
            "one of 15 minutes or less had better be left to the lift, whose warm-up it is."
        ),
        because=(
            "A harder or longer run takes strength from the lift that follows at once. A warm-up run takes "
            "none, so it is no must to leave it out; but the minutes of a lift hold its warm-up already, "
            "and as a session it would count twice."
        ),
        sources=(G1, MARKOV_2022),
        force=Force.HARD,
    )

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Yields each block whose first run is too long or too hard, or so short that it is a warm-up."""
        for first, second in plan.pairs():
            if first.joins(second) and first.session.is_run:
                if not self._may_lead(first.session):
                    yield self.forbids(self._too_much(plan, first, second), first, second)
                elif first.session.duration <= self.warm_up:
                    run, lift = placement_name(plan, first), name(second.session)
                    sentence = f"{run} is no more than the warm-up that {lift} holds already."
                    yield self.costs(self.points, sentence, first, second)

    def constrain(self, board: Board) -> None:
        """Forbids blocks whose first run is too much, and charges for those whose run is only a warm-up."""
        for first, _, joined in board.joinable():
            if first.session.is_run:
                if not self._may_lead(first.session):
                    board.forbid(joined)
                elif first.session.duration <= self.warm_up:
                    board.charge(self.points, joined)

    def _may_lead(self, run: Session) -> bool:
        return run.effort is Effort.EASY and run.duration <= self.longest

    def _too_much(self, plan: Plan, run: Placement, lift: Placement) -> str:
        both = f"{placement_name(plan, run)} and {name(lift.session)} are one visit"
        return f"{both}; only an easy run of at most {hours(self.longest)} may come before the lift."
