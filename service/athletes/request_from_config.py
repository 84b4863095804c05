"""What one athlete's configuration asks to have planned."""

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
    """The sessions of a usual week: the athlete's own, or those of the configured template."""
    from service.prescription.template import sessions_of

    return config.sessions or sessions_of(config.athlete.goal, config.athlete.level, config.template)


def training_diary(config: "Config") -> "tuple[Logged, ...]":
    """The sessions in the log file that the athlete keeps; empty without one."""
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
    """The weeks from `first_day` on; without it the coming weeks, and every week that `current` has planned.

    Shape: `feeling` is that of today; in a plan that begins later it counts from the first day of the plan.
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
    )
    if feeling:
        today = now.astimezone(zone).date()
        request = replace(request, check_in=CheckIn(feeling, max(today, request.first_week.first_day)))
    return request if first_day else extended_request(request, current, now=now)
