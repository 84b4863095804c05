"""Limits the running of a week when the goal is muscle."""

from collections.abc import Iterator
from datetime import timedelta

from service.domain.plan import Brief, Placement, Plan
from service.domain.span import MINUTE
from service.domain.training import Effort, Goal, Session
from service.domain.wording import hours
from service.rules.board import Board
from service.rules.card import Force, RuleCard
from service.rules.finding import Finding
from service.rules.rule import Rule, placement_name
from service.rules.source import G0, SCHUMANN_2022, WILSON_2012


class CardioCap(Rule):
    """The kinds of run, their length and their minutes a week that the goal muscle allows."""

    most: timedelta = timedelta(minutes=90)
    longest: timedelta = timedelta(minutes=40)
    card = RuleCard(
        id="cardio-cap",
        says=(
            "With the goal muscle a week holds easy and moderate runs only, "
            "none longer than 40 minutes and 90 minutes together."
        ),
        because=(
            "The more often and the longer lifters run, the less their muscles grow, as one review found; "
            "a later one found no loss of size, so a short run is nothing to fear."
        ),
        sources=(G0, WILSON_2012, SCHUMANN_2022),
        force=Force.HARD,
    )

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Yields each run that is too hard or too long, and a week with too many minutes of running."""
        if plan.brief.athlete.goal is Goal.MUSCLE:
            runs = [p for p in plan.placements if p.session.is_run]
            for run in runs:
                if not self._is_welcome(run.session):
                    yield self.forbids(self._unwelcome(plan, run), run)
            total = sum((run.session.duration for run in runs), _done(plan.brief))
            if runs and total > self.most:
                sentence = f"The week has {hours(total)} of running, {hours(self.most)} is the most"
                yield self.forbids(f"{sentence} with the goal muscle.", *runs)

    def constrain(self, board: Board) -> None:
        """Forbids each run that is too hard or too long, and limits the minutes of all runs to those left."""
        if board.brief.athlete.goal is Goal.MUSCLE:
            runs = [slot for slot in board.slots if slot.session.is_run]
            for slot in runs:
                if not self._is_welcome(slot.session):
                    board.forbid(board.placed(slot))
            minutes = [(slot.session.duration // MINUTE, board.placed(slot)) for slot in runs]
            board.limit(minutes, max(self.most - _done(board.brief), timedelta()) // MINUTE)

    def _is_welcome(self, run: Session) -> bool:
        return _is_gentle(run) and run.duration <= self.longest

    def _unwelcome(self, plan: Plan, run: Placement) -> str:
        what = placement_name(plan, run)
        if not _is_gentle(run.session):
            effort = run.session.effort
            return (
                f"{what} at {effort} effort is more than the easy and moderate runs the goal muscle allows."
            )
        length = hours(run.session.duration)
        return f"{what} takes {length}, {hours(self.longest)} is the most with the goal muscle."


def _done(brief: Brief) -> timedelta:
    return sum((p.session.duration for p in brief.done if p.session.is_run), timedelta())


def _is_gentle(run: Session) -> bool:
    return run.is_light_run and run.effort <= Effort.MODERATE
