"""Prefers that most of the week's running minutes are easy."""

from collections.abc import Iterator
from fractions import Fraction

from service.domain.plan import Brief, Plan
from service.domain.span import MINUTE
from service.domain.training import Effort, Kind, Session
from service.domain.wording import cool_down, hours, warm_up
from service.rules.board import Board
from service.rules.card import Force, RuleCard
from service.rules.finding import Finding
from service.rules.rule import Rule
from service.rules.source import SILVA_OLIVEIRA_2024


class EasyShare(Rule):
    """The share of easy minutes among the running minutes of a week with two runs or more.

    Units: a point is one easy minute that the week lacks when `percent` is 75 or 80; for shares without
    such a round ratio it is a part of a minute.
    """

    percent: int = 75
    points: int = 1
    card = RuleCard(
        id="easy-share",
        says=(
            "At least 75 percent of the running minutes are easy; a long run counts as easy unless it is "
            "done hard, and so do the warm-up and cool-down of any faster run."
        ),
        because=(
            "Endurance grows on much easy running and a little fast. It is a default and no law: "
            "the share is told, and no session is dropped for its sake."
        ),
        sources=(SILVA_OLIVEIRA_2024,),
        force=Force.SOFT,
    )

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Yields a week with two runs or more, done ones included, that has too few easy minutes."""
        runs = [p for p in plan.placements if p.session.is_run]
        every = [*_runs_done(plan.brief), *(run.session for run in runs)]
        easy, fast = sum(map(_easy_minutes, every)), sum(map(_fast_minutes, every))
        for_fast, for_easy = self._weights()
        missing = for_fast * fast - for_easy * easy
        if runs and len(every) > 1 and missing > 0:
            share = f"{hours(easy * MINUTE)} of {hours((easy + fast) * MINUTE)} of running are easy"
            told = f"{share} ({100 * easy // (easy + fast)} %), {self.percent} % would be better."
            yield self.costs(missing * self.points, told, *runs)

    def constrain(self, board: Board) -> None:
        """Charges for the fast minutes that are not balanced by easy ones."""
        runs = [slot for slot in board.slots if slot.session.is_run]
        if runs:
            for_fast, for_easy = self._weights()
            placed = [board.placed(slot) for slot in runs]
            fast = [for_fast * _fast_minutes(slot.session) for slot in runs]
            # Easy minutes count when their run is dropped, so that no weight is negative.
            easy = [for_easy * _easy_minutes(slot.session) for slot in runs]
            missed = zip(easy, map(board.negate, placed), strict=True)
            done = _runs_done(board.brief)
            owed = for_fast * sum(map(_fast_minutes, done)) - for_easy * sum(map(_easy_minutes, done))
            # A single run may be fast, and nobody can change the runs that are done.
            most = max(fast) + max(owed, 0)
            second = (most, board.at_least(1 if done else 2, placed))
            weights = [*zip(fast, placed, strict=True), *missed, second]
            board.charge_excess(weights, sum(easy) + most - owed, self.points)

    def _weights(self) -> tuple[int, int]:
        """The weights of a fast and of an easy minute, which balance at the wished share."""
        share = Fraction(min(self.percent, 100), 100)
        return share.numerator, share.denominator - share.numerator


def _runs_done(brief: Brief) -> list[Session]:
    return [placement.session for placement in brief.done if placement.session.is_run]


def _easy_minutes(run: Session) -> int:
    highest = Effort.MODERATE if run.kind is Kind.LONG else Effort.EASY
    is_easy = run.effort <= highest and not run.is_quality_run
    return (run.duration if is_easy else warm_up(run) + cool_down(run)) // MINUTE


def _fast_minutes(run: Session) -> int:
    return run.duration // MINUTE - _easy_minutes(run)
