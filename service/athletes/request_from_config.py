"""Builds the plan request from one athlete's configuration."""

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.config import Config
    from service.domain.log import Logged
    from service.domain.training import Session
    from service.domain.version import Version
    from service.prescription.check_in import Feeling
    from service.usecases.weeks.plan_request import PlanRequest


def usual_sessions(config: "Config") -> "tuple[Session, ...]":
    """Returns the sessions of a usual week: the athlete's own, or those of the template."""
    from service.prescription.template import sessions_of

    return config.sessions or sessions_of(config.athlete.goal, config.athlete.level, config.template)


def training_diary(config: "Config") -> "tuple[Logged, ...]":
    """Returns the sessions in the athlete's own log file; empty without one."""
    from service import bootstrap

    return bootstrap.training_log(config.log).read() if config.log else ()


def plan_request(
    config: "Config",
    *,
    now: datetime,
    current: "Version | None",
    first_day: date | None = None,
    feeling: "Feeling | None" = None,
) -> "PlanRequest":
    """Returns the request for the weeks from `first_day` on, or else from the coming week on.

    Shape: without `first_day` the weeks that `current` covers are added. `feeling` is that of today; if
    the first week begins later, it counts from its first day.
    """
    from service.domain.week import Week, coming_week
    from service.prescription.check_in import CheckIn
    from service.usecases.weeks.horizon import extended_request
    from service.usecases.weeks.plan_request import PlanRequest

    zone = config.athlete.zone
    request = PlanRequest(
        config.athlete,
        Week(first_day, zone) if first_day else coming_week(now, zone),
        config.weeks,
        usual_sessions(config),
        config.rules,
        season=config.season,
        check_in=config.check_in,
        longest_search=config.longest_search,
    )
    if feeling:
        today = now.astimezone(zone).date()
        request = replace(request, check_in=CheckIn(feeling, max(today, request.first_week.first_day)))
    return request if first_day else extended_request(request, current, now=now)
