"""Lifts, and runs, spread evenly over the week."""

from collections.abc import Iterator
from itertools import combinations, product

from service.domain.plan import Brief, Plan
from service.domain.training import Discipline
from service.domain.week import DAYS_IN_A_WEEK
from service.rules.board import Board
from service.rules.card import Force, RuleCard
from service.rules.finding import Finding
from service.rules.rule import Rule, called
from service.rules.source import G1, G2


class SpreadTheWeek(Rule):
    """How many days lie between any two lifts, and any two runs, of one week."""

    points_a_day: int = 40
    card = RuleCard(
        id="spread-the-week",
        says=(
            "The week's lifts, and its runs, are spread evenly: two in a week stand 3 days apart, "
            "three 2 days, and more at least on days of their own."
        ),
        because="The same work does more in even doses than in a heap, and each dose is fresher.",
        sources=(G1, G2),
        force=Force.SOFT,
    )

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Each two of one discipline that stand closer than an even week would have them."""
        week = plan.brief.week
        for discipline, count, wanted in _shares(plan.brief):
            placements = (p for p in plan.placements if p.session.discipline is discipline)
            for earlier, later in combinations(placements, 2):
                apart = abs(week.day_of(later.start) - week.day_of(earlier.start)).days
                if apart < wanted:
                    both = f"{called(plan, earlier)} and {called(plan, later)}"
                    even = f"{_days(wanted)} would spread the week's {count} {discipline}s"
                    cost = (wanted - apart) * self.points_a_day
                    yield self.costs(cost, f"{both} stand {_days(apart)} apart, {even}.", earlier, later)

    def constrain(self, board: Board) -> None:
        """Charges each pair for each two days that are too close, by the days missing."""
        for discipline, _, wanted in _shares(board.brief):
            slots = [slot for slot in board.slots if slot.session.discipline is discipline]
            for (one, other), (day, other_day) in product(
                combinations(slots, 2), product(board.brief.week.days, repeat=2)
            ):
                missing = wanted - abs(other_day - day).days
                if missing > 0:
                    both = board.all_of([board.on(one, day), board.on(other, other_day)])
                    board.charge(missing * self.points_a_day, both)


def _shares(brief: Brief) -> Iterator[tuple[Discipline, int, int]]:
    """How many sessions of each discipline the week asks for, and the days each two have in an even one."""
    for discipline in (Discipline.LIFT, Discipline.RUN):
        count = sum(session.discipline is discipline for session in brief.sessions)
        if count:
            yield discipline, count, max(DAYS_IN_A_WEEK // count, 1)


def _days(count: int) -> str:
    return f"{count} {'day' if count == 1 else 'days'}"
