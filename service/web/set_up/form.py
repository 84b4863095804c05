"""The questions of the set-up: the step of each, how its answer is read, and its default."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from service.config import new_config, notation

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

TRAINING, HOURS, CALENDAR, WEEK = STEPS = ("training", "hours", "calendar", "week")
NONE, ICS, GOOGLE = CALENDAR_KINDS = ("none", "ics", "google")
YES = "yes"

Said = Mapping[str, str]
"""The text of every answer as it was entered, by the name of its question."""


@dataclass(frozen=True)
class Question:
    """One question of the set-up.

    Shape: `read` raises ValueError with a sentence for a wrong answer.
    """

    step: str
    label: str
    read: Callable[[str], Any]
    usual: str = ""


def _template(text: str) -> str | None:
    return notation.template(text) if text else None


def _road(text: str) -> str:
    if text not in CALENDAR_KINDS:
        raise ValueError(f"{text} is no answer, {notation.nearest(text, CALENDAR_KINDS)}")
    return text


QUESTIONS = {
    "goal": Question(TRAINING, "Goal", notation.goal, "balanced"),
    "level": Question(TRAINING, "Level", notation.level, "intermediate"),
    "template": Question(TRAINING, "Ready-made week", _template),
    "timezone": Question(HOURS, "Time zone", notation.zone),
    "weekdays": Question(HOURS, "Monday to Friday", new_config.training_hours, "06:00-22:00"),
    "weekend": Question(HOURS, "Saturday and Sunday", new_config.training_hours, "06:00-22:00"),
    "sleep": Question(HOURS, "Sleep", notation.sleep, "22:30-06:00"),
    "road": Question(CALENDAR, "Calendar", _road, ICS),
    "address": Question(CALENDAR, "Address", str),
    "own_network": Question(CALENDAR, "My own network", str),
    "client": Question(CALENDAR, "Client file", str),
}


def usual(zone: "ZoneInfo | None") -> dict[str, str]:
    """The answers that the form shows before anything is entered."""
    said = {name: question.usual for name, question in QUESTIONS.items()}
    return {**said, "timezone": zone.key if zone else ""}


def asked_in(step: str) -> tuple[str, ...]:
    """The questions of one step."""
    return tuple(name for name, question in QUESTIONS.items() if question.step == step)


def wrong(said: Said, step: str) -> dict[str, str]:
    """The wrong answers of one step: a sentence for each of these questions, in order."""
    found = {}
    for name in asked_in(step):
        try:
            QUESTIONS[name].read(said[name].strip())
        except ValueError as error:
            found[name] = str(error)
    return found or _wrong_together(said, step)


def _wrong_together(said: Said, step: str) -> dict[str, str]:
    """The answers that are wrong only together with others."""
    if step == HOURS and not (
        new_config.training_hours(said["weekdays"]) or new_config.training_hours(said["weekend"])
    ):
        return {"weekend": new_config.NO_HOUR}
    if step == CALENDAR and said["road"] == ICS:
        try:
            new_config.feed(said["address"])
        except ValueError as error:
            return {"address": str(error)}
    if step == CALENDAR and said["road"] == GOOGLE and not said["client"].strip():
        return {"client": "should be what the file says, or its path on this machine"}
    return {}


def first_wrong(said: Said) -> str | None:
    """The first step with a wrong answer; None when there is none."""
    return next((step for step in STEPS if wrong(said, step)), None)


def answers(said: Said, *, google: str = "") -> new_config.Answers:
    """The values of all answers; may be called only when no answer is wrong.

    Shape: `google` is the future name of the Google client file.
    """

    def read(name: str) -> Any:
        return QUESTIONS[name].read(said[name].strip())

    is_feed = said["road"] == ICS
    return new_config.Answers(
        goal=read("goal"),
        level=read("level"),
        zone=read("timezone"),
        calendar=new_config.feed(said["address"]) if is_feed else "",
        sleep=read("sleep"),
        template=read("template"),
        weekdays=read("weekdays"),
        weekend=read("weekend"),
        google=google if said["road"] == GOOGLE else "",
        is_own_host=is_feed and said["own_network"] == YES,
    )
