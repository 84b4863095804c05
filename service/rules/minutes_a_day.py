"""Limits the minutes of training on one day."""

from collections.abc import Iterator
from datetime import date, timedelta

from service.domain import wording
from service.domain.plan import Brief, Plan
from service.domain.span import MINUTE, whole_minutes
from service.rules.board import Board
from service.rules.card import Force, RuleCard
from service.rules.finding import Finding
from service.rules.rule import Rule
from service.rules.source import G0


class MinutesADay(Rule):
    """The minutes of lifting and running on one day together."""

    most: timedelta = timedelta(minutes=150)
    soft_from: timedelta = timedelta(minutes=120)
    points_a_minute: int = 4
    card = RuleCard(
        id="minutes-a-day",
        says="Lifting and running take at most 150 minutes of a day, better no more than 120.",
        because="Long combined days cost more recovery than they give training.",
        sources=(G0,),
        force=Force.HARD,
    )

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Yields each day over the limit, or over the wished length."""
        for day in plan.brief.week.days:
            training = [p for p in plan.on(day) if p.session.is_training]
            done = _done(plan.brief, day)
            total = done + sum((p.session.duration for p in training), timedelta())
            sentence = f"{wording.day(day)} has {wording.hours(total)} of training"
            cost = (total - max(self.soft_from, done)) // MINUTE * self.points_a_minute
            if training and total > self.most:
                yield self.forbids(
                    f"{sentence}, {wording.hours(self.most)} is the most.", *training, cost=cost
                )
            elif training and total > self.soft_from:
                yield self.costs(
                    cost, f"{sentence}, {wording.hours(self.soft_from)} would be better.", *training
                )

    def constrain(self, board: Board) -> None:
        """Limits each day's minutes, and charges for those over the wished length; done minutes count."""
        for day in board.brief.week.days:
            minutes = [
                (slot.session.duration // MINUTE, board.on(slot, day))
                for slot in board.slots
                if slot.session.is_training
            ]
            done = _done(board.brief, day)
            board.limit(minutes, max(self.most - done, timedelta()) // MINUTE)
            soft_from = whole_minutes(max(self.soft_from - done, timedelta()))
            board.charge_excess(minutes, soft_from, self.points_a_minute)


def _done(brief: Brief, day: date) -> timedelta:
    return sum((p.session.duration for p in brief.done_on(day) if p.session.is_training), timedelta())
