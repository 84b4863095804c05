"""Prefers some time between demanding training and sleep."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from service.domain.plan import Brief, Plan
from service.domain.span import Span, whole_minutes
from service.domain.training import Session
from service.domain.wording import hours
from service.rules.board import Board
from service.rules.card import Force, RuleCard
from service.rules.finding import Finding
from service.rules.rule import Rule, placement_name
from service.rules.source import G1, STUTZ_2019


class EveningWindDown(Rule):
    """How long before sleep a hard session or a long run must end."""

    target: timedelta = timedelta(hours=1)
    points_a_minute: int = 1
    card = RuleCard(
        id="evening-wind-down",
        says="A hard session, a quality run or a long run ends at least 1 hour before sleep.",
        because=(
            "Evening training does not disturb sleep as such, but heart and head are still busy in the first "
            "hour after hard or long work."
        ),
        sources=(G1, STUTZ_2019),
        force=Force.SOFT,
    )

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Yields each demanding placement that ends too close to sleep."""
        for placement in plan.placements:
            missing = self._missing(plan.brief, placement.session, placement.start)
            if missing and _is_demanding(placement.session):
                left = f"{hours(self.target - missing)} before sleep"
                sentence = (
                    f"{placement_name(plan, placement)} ends {left}, {hours(self.target)} would be better."
                )
                yield self.costs(whole_minutes(missing) * self.points_a_minute, sentence, placement)

    def constrain(self, board: Board) -> None:
        """Charges each start for the minutes missing before sleep."""
        for slot in board.slots:
            if _is_demanding(slot.session):
                board.charge_start(slot, partial(self._price, board.brief, slot.session))

    def _price(self, brief: Brief, session: Session, start: datetime) -> int:
        return whole_minutes(self._missing(brief, session, start)) * self.points_a_minute

    def _missing(self, brief: Brief, session: Session, start: datetime) -> timedelta:
        week, end = brief.week, Span.lasting(start, session.duration).end
        # A bedtime after midnight at the end of the week is on the day after the week.
        days = (*week.days, week.following.first_day)
        bedtimes = [week.hours_on(day, brief.athlete.sleep).start for day in days]
        gaps = [max(bedtime - end, timedelta()) for bedtime in bedtimes if start < bedtime]
        return max(self.target - min(gaps, default=self.target), timedelta())


def _is_demanding(session: Session) -> bool:
    return session.is_hard or session.is_demanding_run
