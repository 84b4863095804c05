"""Prefers that the lifts, and the runs, are spread evenly over the week."""

from collections.abc import Iterator
from itertools import combinations, product

from service.domain.plan import Brief, Placement, Plan
from service.domain.training import Discipline
from service.domain.week import DAYS_IN_A_WEEK
from service.rules.board import Board
from service.rules.card import Force, RuleCard
from service.rules.finding import Finding
from service.rules.rule import Rule, placement_name
from service.rules.source import G1, G2


class SpreadTheWeek(Rule):
    """The days between any two lifts, and any two runs, of one week."""

    points_a_day: int = 40
    points_on_one_day: int = 240
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
        """Yields each two sessions of one discipline that are closer than in an even week."""
        week = plan.brief.week
        for discipline, count, wanted in _shares(plan.brief):
            placed = [p for p in plan.placements if p.session.discipline is discipline]
            done = _done(plan.brief, discipline)
            for earlier, later in (*product(done, placed), *combinations(placed, 2)):
                apart = abs(week.day_of(later.start) - week.day_of(earlier.start)).days
                if apart < wanted:
                    both = f"{placement_name(plan, earlier)} and {placement_name(plan, later)}"
                    sentence = (
                        f"{both} {_stand(apart, wanted)} would spread the week's {count} {discipline}s."
                    )
                    yield self.costs(self._points(apart, wanted, count), sentence, earlier, later)

    def constrain(self, board: Board) -> None:
        """Charges each pair, for each two days that are too close, by the days missing."""
        week = board.brief.week
        for discipline, count, wanted in _shares(board.brief):
            slots = [slot for slot in board.slots if slot.session.discipline is discipline]
            for done, slot, day in product(_done(board.brief, discipline), slots, week.days):
                apart = abs(day - week.day_of(done.start)).days
                if apart < wanted:
                    board.charge(self._points(apart, wanted, count), board.on(slot, day))
            for (one, other), (day, other_day) in product(
                combinations(slots, 2), product(week.days, repeat=2)
            ):
                apart = abs(other_day - day).days
                if apart < wanted:
                    both = board.all_of([board.on(one, day), board.on(other, other_day)])
                    board.charge(self._points(apart, wanted, count), both)

    def _points(self, apart: int, wanted: int, count: int) -> int:
        # Of more than seven sessions some must share a day.
        if apart or count > DAYS_IN_A_WEEK:
            return (wanted - apart) * self.points_a_day
        return self.points_on_one_day


def _shares(brief: Brief) -> Iterator[tuple[Discipline, int, int]]:
    """For each discipline, the number of its sessions and the days between two of them in an even week."""
    for discipline in (Discipline.LIFT, Discipline.RUN):
        asked = sum(session.discipline is discipline for session in brief.sessions)
        count = asked + len(_done(brief, discipline))
        if count:
            yield discipline, count, max(DAYS_IN_A_WEEK // count, 1)


def _done(brief: Brief, discipline: Discipline) -> list[Placement]:
    return [placement for placement in brief.done if placement.session.discipline is discipline]


def _stand(apart: int, wanted: int) -> str:
    return f"stand {_days(apart)} apart, {_days(wanted)}" if apart else "stand on one day, days of their own"


def _days(count: int) -> str:
    return f"{count} {'day' if count == 1 else 'days'}"
