"""Which weeks are planned when nobody names them: those asked for, and those that still stand."""

from dataclasses import replace
from datetime import datetime

from service.domain.entry import parted
from service.domain.version import Version
from service.domain.week import week_of
from service.usecases.weeks.plan_request import PlanRequest

MOST_WEEKS = 6
"""Beyond these a plan that stands is not looked at again: nobody's calendar is known that far ahead."""


def extended_request(request: PlanRequest, head: Version | None, *, now: datetime) -> PlanRequest:
    """The same wish, from this week on if some of it is still to come, and up to the last week planned."""
    stands = {parted(p.session.id)[0] for p in (head.placements if head else ()) if now < p.end}
    this_week = week_of(now, request.athlete.zone)
    weeks = list(request.each_week)
    if this_week.key in stands and this_week.first_day < request.first_week.first_day:
        weeks.insert(0, this_week)
    while len(weeks) < MOST_WEEKS and weeks[-1].following.key in stands:
        weeks.append(weeks[-1].following)
    return replace(request, first_week=weeks[0], weeks=len(weeks))
