"""Prefers mobility on the day after the week's hardest session."""

from collections.abc import Iterator
from datetime import date, timedelta

from service.domain.plan import Brief, Placement, Plan
from service.domain.training import Kind, Session
from service.domain.week import Week
from service.domain.wording import weekday
from service.rules.board import Board, Fact
from service.rules.card import Force, RuleCard
from service.rules.finding import Finding
from service.rules.rule import Rule, placement_name
from service.rules.source import G1, G2

A_DAY = timedelta(days=1)


class RecoveryAfterHard(Rule):
    """The day on which mobility helps most; of several mobility sessions one is enough there."""

    points: int = 60
    card = RuleCard(
        id="recovery-after-hard",
        says=(
            "Mobility stands on the day after the week's hardest session; where that is the last day, no day "
            "is left for it, which counts as much as a wrong one."
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
        """Yields each mobility session of a week in which none, done or placed, is on that day."""
        week, hardest = plan.brief.week, _hardest_placed(plan)
        mobility = [p for p in plan.placements if p.session.kind is Kind.MOBILITY]
        if hardest:
            wanted = _day_after(week, week.day_of(hardest.start))
            if wanted not in {*_recovered(plan.brief), *(week.day_of(p.start) for p in mobility)}:
                for placement in mobility:
                    sentence = _better(plan, placement, hardest, wanted)
                    yield self.costs(self.points, sentence, placement, hardest)

    def constrain(self, board: Board) -> None:
        """Charges each mobility session while none is on the day after the hardest session.

        Shape: it charges too when the hardest session is on the last day, which has no day after it.
        """
        week, recovered = board.brief.week, _recovered(board.brief)
        mobility = [slot for slot in board.slots if slot.session.kind is Kind.MOBILITY]
        for day, facts in _days_of_hardest(board):
            wanted = _day_after(week, day)
            elsewhere = [board.negate(board.on(slot, wanted)) for slot in mobility if wanted]
            for slot in mobility if wanted not in recovered else ():
                board.charge(self.points, board.all_of([*facts, board.placed(slot), *elsewhere]))

    def reasons(self, plan: Plan, placement: Placement) -> Iterator[str]:
        """Says that the session is on the day after the hardest one."""
        week, hardest = plan.brief.week, _hardest_placed(plan)
        if hardest and placement.session.kind is Kind.MOBILITY:
            wanted = _day_after(week, week.day_of(hardest.start))
            if wanted == week.day_of(placement.start):
                yield f"the day after {placement_name(plan, hardest)}, the hardest of the week"


def _hardest(brief: Brief) -> Session | None:
    """The session that costs the body most; of equals the first, done ones before the brief's.

    Shape: a session that is done counts until the day after it has ended.
    """
    week, now = brief.week, brief.not_before
    done = (p for p in brief.done if now is None or week.day_of(now) <= week.day_of(p.start) + A_DAY)
    counted = (
        session
        for session in (*(p.session for p in done), *brief.sessions)
        if session.is_demanding_run or (session.is_hard and session.kind is not Kind.UPPER)
    )
    return max(counted, key=lambda s: (s.effort, s.is_quality_run, s.is_heavy_legs, s.duration), default=None)


def _hardest_placed(plan: Plan) -> Placement | None:
    asked = _hardest(plan.brief)
    standing = (*plan.brief.done, *plan.placements)
    return next((p for p in standing if asked and p.session.id == asked.id), None)


def _days_of_hardest(board: Board) -> Iterator[tuple[date, list[Fact]]]:
    """Each day on which the hardest session can be, and the facts that are true when it is."""
    asked, week = _hardest(board.brief), board.brief.week
    for placement in board.brief.done:
        if placement.session is asked:
            yield week.day_of(placement.start), []
    for slot in board.slots:
        if slot.session is asked:
            yield from ((day, [board.on(slot, day)]) for day in week.days)


def _recovered(brief: Brief) -> set[date]:
    """The days on which mobility was done."""
    return {brief.week.day_of(p.start) for p in brief.done if p.session.kind is Kind.MOBILITY}


def _day_after(week: Week, day: date) -> date | None:
    """The next day of the week, None for the last day."""
    return day + A_DAY if day < week.days[-1] else None


def _better(plan: Plan, mobility: Placement, hardest: Placement, wanted: date | None) -> str:
    hard, easy = placement_name(plan, hardest), placement_name(plan, mobility)
    if wanted is None:
        return f"No day is left after {hard} for {easy} to do more good."
    return f"{easy} would do more good on {weekday(wanted)}, the day after {hard}."
