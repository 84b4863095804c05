"""Prefers a session's usual days, and the hours the athlete likes."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from service.domain.plan import Brief, Placement, Plan
from service.domain.span import Span, whole_minutes
from service.domain.training import Session
from service.domain.week import Weekday
from service.domain.wording import hours
from service.rules.board import Board
from service.rules.card import Force, RuleCard
from service.rules.finding import Finding
from service.rules.rule import Rule, placement_name
from service.rules.source import ATHLETE


class PreferredTime(Rule):
    """How far a session is from its preferred days and from the liked hours."""

    points_a_day: int = 240
    points_a_minute: int = 1
    points_off_the_quarter: int = 5
    farthest: timedelta = timedelta(hours=12)
    card = RuleCard(
        id="preferred-time",
        says="A session stands on its preferred day and in the hours the athlete likes, on a quarter hour.",
        because="A habit with its own day and hour is kept more often than one without.",
        sources=(ATHLETE,),
        force=Force.SOFT,
    )

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Yields each placement on another day, outside the liked hours, or off the quarter hour."""
        brief = plan.brief
        for placement in plan.placements:
            what = placement_name(plan, placement)
            if said := off_day(plan, placement):
                days = _days_off(brief, placement.session, placement.start)
                yield self.costs(days * self.points_a_day, said, placement)
            if off := self._hours_off(brief, placement.session, placement.start):
                sentence = f"{what} lies {hours(off)} outside the hours you like."
                yield self.costs(whole_minutes(off) * self.points_a_minute, sentence, placement)
            odd = self._oddity(brief, placement.start)
            if odd and not plan.is_second(placement):
                yield self.costs(odd, f"{what} starts off the quarter hour.", placement)

    def constrain(self, board: Board) -> None:
        """Charges each start for its distance from each of these wishes."""
        for slot in board.slots:
            for price in (self._price_of_day, self._price_of_hours):
                board.charge_start(slot, partial(price, board.brief, slot.session))
            as_second = [joined for _, second, joined in board.joinable() if second is slot]
            board.charge_start(slot, partial(self._oddity, board.brief), unless=as_second)

    def reasons(self, plan: Plan, placement: Placement) -> Iterator[str]:
        """Says that the day is a preferred one."""
        day = Weekday(plan.brief.week.day_of(placement.start).weekday())
        if day in placement.session.days:
            yield f"{day.name.title()} is its usual day"

    def _price_of_day(self, brief: Brief, session: Session, start: datetime) -> int:
        return _days_off(brief, session, start) * self.points_a_day

    def _price_of_hours(self, brief: Brief, session: Session, start: datetime) -> int:
        return whole_minutes(self._hours_off(brief, session, start)) * self.points_a_minute

    def _oddity(self, brief: Brief, start: datetime) -> int:
        return self.points_off_the_quarter if brief.week.local(start).minute % 15 else 0

    def _hours_off(self, brief: Brief, session: Session, start: datetime) -> timedelta:
        day = brief.week.day_of(start)
        if not (session.hours or brief.athlete.likes.get(Weekday(day.weekday()))):
            return timedelta()
        windows = [
            brief.week.hours_on(date, window)
            # Liked hours of the evening before may end after midnight.
            for date in (day - timedelta(days=1), day)
            for window in session.hours or brief.athlete.likes.get(Weekday(date.weekday()), ())
        ]
        span = Span.lasting(start, session.duration)
        distances = [_distance(span, window) for window in windows]
        return min([*distances, self.farthest])


def off_day(plan: Plan, placement: Placement) -> str:
    """A sentence that says how far the session is from its preferred days.

    Shape: empty when it is on one of them, or has none.
    """
    days = _days_off(plan.brief, placement.session, placement.start)
    wished = " or ".join(day.name.title() for day in sorted(placement.session.days))
    return f"{placement_name(plan, placement)} stands {_away(days)} from {wished}." if days else ""


def _days_off(brief: Brief, session: Session, start: datetime) -> int:
    day = brief.week.day_of(start)
    wished = [d for d in brief.week.days if d.weekday() in session.days]
    return min((abs((day - d).days) for d in wished), default=0)


def _distance(span: Span, window: Span) -> timedelta:
    return max(window.start - span.start, span.end - window.end, timedelta())


def _away(days: int) -> str:
    return f"{days} {'day' if days == 1 else 'days'}"
