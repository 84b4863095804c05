"""The read-only page of an athlete's configuration; changes are made in its file."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import Response

from service.config.new_config import written
from service.domain.week import Weekday
from service.domain.wording import hours
from service.prescription.template import USUAL_TEMPLATE
from service.web.access.visitor import ContextHere
from service.web.render import page
from service.web.service import ServiceHere

if TYPE_CHECKING:
    from service.config import Config
    from service.domain.athlete import Athlete

router = APIRouter(include_in_schema=False)


@router.get("/settings")
def settings(request: Request, context: ContextHere, service: ServiceHere) -> Response:
    """Shows the settings, and the file in which they are written."""
    file = service.directory.file_of(context.athlete).absolute()
    return page(request, "settings.html", said=tuple(_said(context.config)), file=file)


def _said(config: "Config") -> "Iterator[tuple[str, tuple[str, ...]]]":
    """Each setting with its name; addresses of calendars are left out, as they may be secret."""
    athlete, plan = config.athlete, config.timetable.plan
    yield "Goal", (str(athlete.goal),)
    yield "Level", (str(athlete.level),)
    yield "Easy pace", (_pace(athlete),)
    yield "Week", (_week(config),)
    yield "Hours", tuple(_hours(athlete))
    yield "Sleep", (written(athlete.sleep),)
    yield "Time zone", (athlete.zone.key,)
    yield "Calendars read", tuple(each.name for each in config.calendars) or ("none",)
    yield "Calendars written to", tuple(each.name for each in config.targets) or ("none",)
    yield "Planned", (f"every {_day(plan.weekday)} at {plan.clock:%H:%M}",)
    yield "Calendars looked at", (f"every {hours(config.timetable.check)}",)


def _pace(athlete: "Athlete") -> str:
    minutes, seconds = divmod(athlete.pace // timedelta(seconds=1), 60)
    return f"{minutes}:{seconds:02} /km{'' if athlete.easy_pace else ', which goes with your level'}"


def _week(config: "Config") -> str:
    if config.sessions:
        return "sessions of your own"
    if config.template:
        return config.template
    return f"{USUAL_TEMPLATE[config.athlete.goal]}, which goes with your goal"


def _hours(athlete: "Athlete") -> Iterator[str]:
    """One line for each run of days with the same hours."""
    for allowed, days in groupby(Weekday, key=lambda day: athlete.hours.get(day, ())):
        run = tuple(days)
        first, last = run[0], run[-1]
        names = _day(first) if first == last else f"{_day(first)} to {_day(last)}"
        yield f"{names}: {', '.join(map(written, allowed)) or 'none'}"


def _day(weekday: Weekday) -> str:
    return weekday.name.title()
