"""The routes of the set-up's four steps, from the first question to the written configuration."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from service.errors import LiftrunError
from service.web.access.origin import is_local
from service.web.access.refusal import refusal
from service.web.service import ServiceHere
from service.web.set_up import choice_texts
from service.web.set_up.draft import SetUp, SetUpHere
from service.web.set_up.form import CALENDAR, HOURS, TRAINING, WEEK
from service.web.set_up.link import sign_in
from service.web.set_up.preview import preview, read_calendars, trouble
from service.web.set_up.step import AT, go_on, show, to

NEXT_PAGE = "/subscribe"
TEST = "test"
ALREADY_SET_UP = "There is a configuration already. It was left as it is."
ALREADY_SET_UP_HINT = "Somebody wrote one while you were here: begin at the first page."

router = APIRouter(prefix=AT, include_in_schema=False)

Entered = Annotated[str, Form()]


@router.get("")
def show_training(request: Request, set_up: SetUpHere) -> Response:
    """Asks for goal, level and template."""
    return _training(request, set_up)


@router.post("")
def take_training(
    request: Request, set_up: SetUpHere, goal: Entered = "", level: Entered = "", template: Entered = ""
) -> Response:
    """Takes goal, level and template."""
    set_up.said |= {"goal": goal, "level": level, "template": template}
    refused = set_up.wrong(TRAINING)
    return _training(request, set_up, refused=refused) if refused else go_on(TRAINING)


@router.get("/hours")
def show_hours(request: Request, set_up: SetUpHere) -> Response:
    """Asks for the time zone, the hours to train and the hours of sleep."""
    return _hours(request, set_up)


@router.post("/hours")
def take_hours(  # noqa: PLR0913, PLR0917  # one parameter for each question
    request: Request,
    set_up: SetUpHere,
    timezone: Entered = "",
    weekdays: Entered = "",
    weekend: Entered = "",
    sleep: Entered = "",
) -> Response:
    """Takes the time zone, the hours to train and the hours of sleep."""
    set_up.said |= {"timezone": timezone, "weekdays": weekdays, "weekend": weekend, "sleep": sleep}
    refused = set_up.wrong(HOURS)
    # Also a wrong time zone counts as entered: else a guess would replace the mistake.
    set_up.knows_zone = bool(timezone.strip())
    return _hours(request, set_up, refused=refused) if refused else go_on(HOURS)


@router.get("/calendar")
def show_calendar(request: Request, set_up: SetUpHere) -> Response:
    """Asks where the athlete's calendar is."""
    return _calendar(request, set_up)


@router.post("/calendar")
def take_calendar(  # noqa: PLR0913, PLR0917  # one parameter for each question
    request: Request,
    set_up: SetUpHere,
    service: ServiceHere,
    road: Entered = "",
    address: Entered = "",
    own_network: Entered = "",
    client: Entered = "",
    do: Entered = "",
) -> Response:
    """Takes where the calendar is; then goes on, logs in at Google, or shows the result of a test."""
    set_up.said |= {"road": road, "address": address.strip(), "own_network": own_network, "client": client}
    refused = set_up.wrong(CALENDAR)
    if refused:
        return _calendar(request, set_up, refused=refused)
    if set_up.is_google and not set_up.is_connected:
        return _connect(request, set_up)
    if do != TEST:
        return go_on(CALENDAR)
    if first := set_up.first_wrong():
        return to(first)
    try:
        return _calendar(
            request,
            set_up,
            heard=read_calendars(set_up.config, set_up.archive, now=service.clock.now()),
        )
    except LiftrunError as error:
        return _calendar(request, set_up, trouble=trouble(error))


@router.get("/week")
def show_week(request: Request, set_up: SetUpHere, service: ServiceHere) -> Response:
    """Shows a preview of the week that follows from the answers."""
    if first := set_up.first_wrong():
        return to(first)
    try:
        seen = preview(set_up.config, set_up.archive, now=service.clock.now())
    except LiftrunError as error:
        return show(request, set_up, WEEK, week=None, trouble=trouble(error))
    return show(request, set_up, WEEK, week=seen, trouble=None)


@router.post("/week")
def write(request: Request, set_up: SetUpHere, service: ServiceHere) -> Response:
    """Writes the configuration from the answers, and wakes the scheduler to plan."""
    if first := set_up.first_wrong():
        return to(first)
    try:
        set_up.write()
    except FileExistsError:
        return refusal(request, 409, sentence=ALREADY_SET_UP, hint=ALREADY_SET_UP_HINT)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        hint = "See whether its folder may be written, then send this page again."
        return refusal(request, 500, sentence=f"The configuration could not be written: {reason}.", hint=hint)
    if not is_local(request):
        sign_in(request)
    service.wake()
    return RedirectResponse(NEXT_PAGE, status_code=303)


def _training(request: Request, set_up: SetUp, **values: Any) -> Response:
    choices: dict[str, Any] = {
        "goals": choice_texts.GOALS,
        "levels": choice_texts.LEVELS,
        "templates": choice_texts.templates(),
    }
    return show(request, set_up, TRAINING, known=set_up.known, **choices, **values)


def _hours(request: Request, set_up: SetUp, **values: Any) -> Response:
    from zoneinfo import available_timezones

    from service.config.notation import NO_PLACES

    zones = sorted(available_timezones() - NO_PLACES)
    return show(request, set_up, HOURS, zones=zones, knows_zone=set_up.knows_zone, **values)


def _calendar(request: Request, set_up: SetUp, **values: Any) -> Response:
    told = {"heard": (), "trouble": None, **values}
    return show(request, set_up, CALENDAR, is_connected=set_up.is_connected, **told)


def _connect(request: Request, set_up: SetUp) -> Response:
    """Starts a Google login and redirects to its page; shows the error if it fails at once."""
    found = set_up.connect().trouble
    if found:
        return _calendar(request, set_up, refused={"client": f"{found}. {found.hint}"})
    return RedirectResponse(f"{AT}/google", status_code=303)
