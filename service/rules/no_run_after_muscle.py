"""Limits a run after a lift on the same day when the goal is muscle."""

from collections.abc import Iterator
from datetime import timedelta

from service.domain.athlete import Athlete
from service.domain.plan import Plan
from service.domain.training import Effort, Goal, Session
from service.domain.wording import hours
from service.rules.board import Board
from service.rules.card import Force, RuleCard
from service.rules.finding import Finding
from service.rules.rule import Rule, placement_name
from service.rules.source import G0, G3


class NoRunAfterMuscle(Rule):
    """The run that follows a lift of the same day, joined or not, with the goal muscle."""

    longest: timedelta = timedelta(minutes=30)
    card = RuleCard(
        id="no-run-after-muscle",
        says=(
            "With the goal muscle nothing is run after a lift on the same day, "
            "unless it is easy and takes at most 30 minutes."
        ),
        because=(
            "Hard or long running takes from the recovery in which muscle grows; a short easy run does not."
        ),
        sources=(G0, G3),
        force=Force.HARD,
    )

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Yields each run after a lift of its day that is too long or not easy."""
        week, athlete = plan.brief.week, plan.brief.athlete
        for earlier, later in plan.pairs():
            same_day = week.day_of(earlier.start) == week.day_of(later.start)
            if same_day and self._is_too_much(athlete, earlier.session, later.session):
                first, most = placement_name(plan, earlier), hours(self.longest)
                sentence = (
                    f"{placement_name(plan, later)} follows {first}; with the goal muscle only an easy run"
                )
                yield self.forbids(f"{sentence} of at most {most} may.", earlier, later)

    def constrain(self, board: Board) -> None:
        """Forbids such a run on the same day after a lift."""
        for earlier, later in board.pairs():
            if self._is_too_much(board.brief.athlete, earlier.session, later.session):
                for day in board.brief.week.days:
                    board.forbid(board.on(earlier, day), board.on(later, day), board.before(earlier, later))

    def _is_too_much(self, athlete: Athlete, earlier: Session, later: Session) -> bool:
        is_light = later.effort is Effort.EASY and later.duration <= self.longest
        both = earlier.is_lift and later.is_run
        return athlete.goal is Goal.MUSCLE and both and not is_light
