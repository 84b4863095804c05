"""Prefers that no run is much longer than the longest run of the last 30 days."""

from collections.abc import Iterator
from datetime import timedelta

from service.domain.plan import Brief, Plan
from service.domain.span import MINUTE
from service.domain.training import Session
from service.domain.wording import hours
from service.rules.board import Board
from service.rules.card import Force, RuleCard
from service.rules.finding import Finding
from service.rules.rule import Rule, placement_name
from service.rules.source import FRANDSEN_2025


class LongRunSpike(Rule):
    """The length of each run compared with the longest run of the last 30 days.

    Shape: it finds nothing when that run is not known.
    """

    percent: int = 110
    points_a_minute: int = 4
    card = RuleCard(
        id="long-run-spike",
        says="No run is longer than 110 percent of the longest run of the last 30 days.",
        because=(
            "One run far beyond what the legs know injures more often than a week that adds up to more. "
            "The study counted kilometres; minutes of a like pace stand for them here."
        ),
        sources=(FRANDSEN_2025,),
        force=Force.SOFT,
    )

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Yields each run of any kind that is too long."""
        known = _longest(plan.brief)
        for run in plan.placements:
            if known and (over := self._minutes_over(known, run.session)):
                lengths = f"{placement_name(plan, run)} takes {hours(run.session.duration)}"
                longest = f"the longest run of the last 30 days took {hours(known)}"
                better = f"{hours(self.most(known))} would be better"
                sentence = f"{lengths}; {longest}, so {better}."
                yield self.costs(over * self.points_a_minute, sentence, run)

    def constrain(self, board: Board) -> None:
        """Charges for placing a run that is too long, at any hour."""
        known = _longest(board.brief)
        for slot in board.slots:
            if known and (over := self._minutes_over(known, slot.session)):
                board.charge(over * self.points_a_minute, board.placed(slot))

    def most(self, known: timedelta) -> timedelta:
        """The longest a run may be when the longest run was `known`, in whole minutes."""
        return known * self.percent // 100 // MINUTE * MINUTE

    def _minutes_over(self, known: timedelta, session: Session) -> int:
        return max((session.duration - self.most(known)) // MINUTE, 0) if session.is_run else 0


def _longest(brief: Brief) -> timedelta | None:
    """The longest run known, including the runs of this week that are done."""
    if brief.longest_recent_run is None:
        return None
    return max([brief.longest_recent_run, *(p.session.duration for p in brief.done if p.session.is_run)])
