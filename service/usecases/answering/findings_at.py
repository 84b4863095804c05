"""Tries a session at another hour with the rest of the plan unmoved; applies the rules, not the solver."""

from dataclasses import dataclass, replace
from datetime import datetime

from service.domain.plan import Plan, Reason
from service.domain.training import Session
from service.domain.week import Week
from service.domain.wording import day, name, when
from service.errors import UsageError
from service.planning.asked_hour import as_reasons
from service.planning.price import Price, price
from service.planning.trial import new_objections, with_session_at
from service.usecases.answering.session_of_plan import session_of_plan
from service.usecases.weeks.plan_weeks import Planned


@dataclass(frozen=True)
class TriedHour:
    """One session tried at one hour, as if the athlete had put it there by hand.

    Shape: `plan` is the week without the change. `against` are the hard findings that the change adds,
    `price` is the difference in cost.
    """

    plan: Plan
    session: Session
    start: datetime
    against: tuple[Reason, ...]
    price: Price

    @property
    def is_current_hour(self) -> bool:
        """Whether the plan has the session at that hour already."""
        return any(p.session.id == self.session.id and p.start == self.start for p in self.plan.placements)

    @property
    def points(self) -> int:
        """The added cost in the highest tier that differs; negative when the week gets cheaper."""
        return next(filter(None, self.price.points.values()), 0)

    @property
    def sentence(self) -> str:
        """The result in one sentence for a person who is choosing an hour."""
        hour = when(self.start, self.plan.brief.week.zone)
        if self.is_current_hour:
            return f"{name(self.session)} stands on {hour}."
        if self.against:
            return f"{hour} breaks a must: {self.against[0].sentence}"
        if self.price.is_higher:
            return f"{hour} costs {self.points} points more: {self.price.dearer[0].sentence}"
        return f"{hour} is better by {-self.points} points." if self.points else f"{hour} would do as well."


def findings_at(planned: Planned, session: str, start: datetime) -> TriedHour:
    """Tries the session at `start`; all other sessions keep their hours.

    Errors: UsageError when `session` names none or several of the plan, or `start` is outside its week.
    """
    plan, asked = session_of_plan(planned, session)
    expect_within(plan.brief.week, start)
    base, rules = without_pin(plan, asked), planned.request.rules
    trial = with_session_at(base, asked, start, rules)
    found = new_objections(trial, base, rules)
    against = as_reasons(trial, asked, found, rules)
    return TriedHour(plan, asked, start, against, price(trial, rules, than=base))


def expect_within(week: Week, start: datetime) -> None:
    """Accepts only an instant of the week.

    Errors: UsageError.
    """
    if not week.span.start <= start < week.span.end:
        days = f"{day(week.days[0])} to {day(week.days[-1])}"
        hint = "Name a day of the session's own week."
        raise UsageError(reason=f"that hour lies outside the week of the session, {days}", hint=hint)


def without_pin(plan: Plan, session: Session) -> Plan:
    """Returns the plan without the pin and the previous placement of the session.

    A session that the athlete moves by hand breaks no pin and costs no points for the move.
    """
    pinned = tuple(p for p in plan.brief.pinned if p.session.id != session.id)
    stood = tuple(p for p in plan.brief.stood if p.session.id != session.id)
    return replace(plan, brief=replace(plan.brief, pinned=pinned, stood=stood))
