"""Mobility on the day after the week's hardest session."""

from collections.abc import Iterator
from datetime import date

from service.domain.plan import Brief, Placement, Plan
from service.domain.training import Kind, Session
from service.domain.week import DAYS_IN_A_WEEK, Week
from service.domain.wording import weekday
from service.rules.board import Board
from service.rules.card import Force, RuleCard
from service.rules.finding import Finding
from service.rules.rule import Rule, called
from service.rules.source import G1, G2


class RecoveryAfterHard(Rule):
    """Where mobility does most good; one of several mobility sessions is enough there."""

    points: int = 60
    card = RuleCard(
        id="recovery-after-hard",
        says=(
            "Mobility stands on the day after the week's hardest session; for one on the last day that is "
            "the first, as weeks follow each other."
        ),
        because=(
            "Recovery work does most good where there is most to recover from. The hardest is what takes "
            "most effort, upper-body lifts not counted; of equals quality runs lead, then heavy legs, then "
            "length."
        ),
        sources=(G1, G2),
        force=Force.SOFT,
    )

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Each mobility session of a week that has none on that day."""
        week, hardest = plan.brief.week, _hardest_placed(plan)
        mobility = [p for p in plan.placements if p.session.kind is Kind.MOBILITY]
        if hardest:
            wanted = _day_after(week, week.day_of(hardest.start))
            if all(week.day_of(p.start) != wanted for p in mobility):
                for placement in mobility:
                    better = f"{weekday(wanted)}, the day after {called(plan, hardest)}"
                    sentence = f"{called(plan, placement)} would do more good on {better}."
                    yield self.costs(self.points, sentence, placement, hardest)

    def constrain(self, board: Board) -> None:
        """Charges each mobility session while none stands on the day after, whichever that is."""
        asked, week = _hardest(board.brief), board.brief.week
        mobility = [slot for slot in board.slots if slot.session.kind is Kind.MOBILITY]
        for hardest in (slot for slot in board.slots if slot.session is asked):
            for day in week.days:
                elsewhere = [board.negate(board.on(slot, _day_after(week, day))) for slot in mobility]
                for slot in mobility:
                    facts = [board.on(hardest, day), board.placed(slot), *elsewhere]
                    board.charge(self.points, board.all_of(facts))

    def reasons(self, plan: Plan, placement: Placement) -> Iterator[str]:
        """That it is the day after."""
        week, hardest = plan.brief.week, _hardest_placed(plan)
        if hardest and placement.session.kind is Kind.MOBILITY:
            wanted = _day_after(week, week.day_of(hardest.start))
            if week.day_of(placement.start) == wanted:
                yield f"the day after {called(plan, hardest)}, the hardest of the week"


def _hardest(brief: Brief) -> Session | None:
    """What takes most out of the body; of equals the one asked for first."""
    counted = (
        session
        for session in brief.sessions
        if session.is_demanding_run or (session.is_hard and session.kind is not Kind.UPPER)
    )
    return max(counted, key=lambda s: (s.effort, s.is_quality_run, s.is_heavy_legs, s.duration), default=None)


def _hardest_placed(plan: Plan) -> Placement | None:
    asked = _hardest(plan.brief)
    return next((p for p in plan.placements if asked and p.session.id == asked.id), None)


def _day_after(week: Week, day: date) -> date:
    return week.days[((day - week.first_day).days + 1) % DAYS_IN_A_WEEK]
