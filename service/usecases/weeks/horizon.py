"""Extends a request to the weeks that the current plan already covers."""

from dataclasses import replace
from datetime import datetime

from service.domain.entry import split_session_key
from service.domain.version import Version
from service.domain.week import week_of
from service.usecases.weeks.plan_request import PlanRequest

MOST_WEEKS = 6
"""The most weeks that are planned again; further ahead calendars are not filled in yet."""


def extended_request(request: PlanRequest, head: Version | None, *, now: datetime) -> PlanRequest:
    """Returns the request extended to the weeks around it in which planned sessions have not ended.

    Shape: this week is added in front, later weeks at the end without a gap, up to `MOST_WEEKS` in all.
    """
    stands = {split_session_key(p.session.id)[0] for p in (head.placements if head else ()) if now < p.end}
    this_week = week_of(now, request.athlete.zone)
    weeks = list(request.each_week)
    if this_week.key in stands and this_week.first_day < request.first_week.first_day:
        weeks.insert(0, this_week)
    while len(weeks) < MOST_WEEKS and weeks[-1].following.key in stands:
        weeks.append(weeks[-1].following)
    return replace(request, first_week=weeks[0], weeks=len(weeks))
