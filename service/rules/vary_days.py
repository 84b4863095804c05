"""Prefers different kinds of training on two days in a row."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import product

from service.domain.plan import Plan
from service.domain.training import Kind, Session
from service.domain.wording import name, when
from service.rules.board import Board
from service.rules.card import Force, RuleCard
from service.rules.finding import Finding
from service.rules.rule import Rule
from service.rules.source import G1

A_DAY = timedelta(days=1)


class VaryDays(Rule):
    """The cost of the same kind of lift or run on two days in a row."""

    points: int = 60
    points_for_easy_runs: int = 15
    card = RuleCard(
        id="vary-days",
        says="The same kind of lift or run does not stand on two days running; easy runs may, if need be.",
        because=(
            "Kinds that take turns leave each its day of rest. Easy runs tire least and many runners do them "
            "day after day, so they count for little; mobility is welcome every day."
        ),
        sources=(G1,),
        force=Force.SOFT,
    )

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Yields each two of one kind on neighbouring days, also across the ends of the week."""
        week = plan.brief.week
        for earlier, later in plan.pairs():
            days_between = week.day_of(later.start) - week.day_of(earlier.start)
            if days_between == A_DAY and _is_the_same_again(earlier.session, later.session):
                hours = f"{when(earlier.start, week.zone)} and {when(later.start, week.zone)}"
                sentence = f"{name(later.session)} stands on two days running, {hours}."
                yield self.costs(self._price(later.session), sentence, earlier, later)

    def constrain(self, board: Board) -> None:
        """Charges each such pair for each two neighbouring days on which it can be."""
        days = board.brief.week.days
        for earlier, later in board.pairs():
            if _is_the_same_again(earlier.session, later.session):
                firsts = days if earlier in board.slots else (days[0] - A_DAY, *days)
                seconds = days if later in board.slots else (days[-1] + A_DAY,)
                for day, next_day in product(firsts, seconds):
                    if next_day - day == A_DAY:
                        both = board.all_of([board.on(earlier, day), board.on(later, next_day)])
                        board.charge(self._price(later.session), both)

    def _price(self, session: Session) -> int:
        return self.points_for_easy_runs if session.kind is Kind.EASY else self.points


def _is_the_same_again(earlier: Session, later: Session) -> bool:
    return later.is_training and earlier.kind is later.kind
