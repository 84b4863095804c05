"""Writes the text of a new config.toml from the answers to a few questions."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from service.config import notation
from service.config.address import address, is_url
from service.domain.athlete import WAKING_HOURS
from service.domain.training import Goal, Level
from service.domain.week import Hours

if TYPE_CHECKING:
    from service.config import Config

TEXT = """\
# Written by Liftrun from your answers; config.example.toml shows everything else that can be said here.
# Keep this file to yourself: whoever knows the address of a calendar can read it.

[athlete]
{id}goal = "{goal}"  # muscle, fat-loss, endurance or balanced
level = "{level}"  # beginner, intermediate or advanced
timezone = "{zone}"
sleep = "{sleep}"
hours = {hours}  # when you may train; by day: {{ weekdays = "17:00-21:00", Sat = "08:00-18:00" }}

[plan]
weeks = 1  # 1 to 4
# A ready-made week: alternate-days, lift-first, morning-run-evening-lift, fat-loss-mix,
# endurance-plus-two or muscle-plus-easy-runs.
# Without one the goal decides.
{template}

{google}# Your calendars: one such table for each.
{calendar}"""

CALENDAR = """\
[[calendar]]
{road}
{allow_hosts}#name = "Work"
#me = ["you@example.com"]  # what this address declined takes no time
#ignore = ["Lunch"]  # titles that take no time
"""

GOOGLE = """\
# By whose leave Google is asked: the file of a desktop application, from Google's console.
[google]
client_file = {file}

"""

EXAMPLE = "https://calendar.example.com/secret.ics"
USUAL_TEMPLATE = "alternate-days"
NO_HOURS = "none"
NO_HOUR = "allows no hour on any day"


@dataclass(frozen=True)
class Answers:
    """A person's answers to the questions of the set-up.

    Shape: `calendar` is an address or path of printable characters, `google` the client file with which
    their Google calendar is read; both are empty for none. With `is_own_host` the calendar's server may be
    on a private network. Without a `template` the goal decides it. Empty `weekdays` or `weekend` allow no
    training then. `id` is the athlete's name on a service of several athletes, empty for the default.
    """

    goal: Goal
    level: Level
    zone: ZoneInfo
    calendar: str
    sleep: Hours
    template: str | None = None
    weekdays: tuple[Hours, ...] = WAKING_HOURS
    weekend: tuple[Hours, ...] = WAKING_HOURS
    google: str = ""
    is_own_host: bool = False
    id: str = ""


def text(answers: Answers) -> str:
    """The text of a configuration file with comments, made from the answers."""
    name = answers.template or USUAL_TEMPLATE
    return TEXT.format(
        id=f'id = "{answers.id}"\n' if answers.id else "",
        goal=answers.goal,
        level=answers.level,
        zone=answers.zone,
        sleep=written(answers.sleep),
        hours=_hours(answers),
        template=f'template = "{name}"' if answers.template else f'#template = "{name}"',
        google=GOOGLE.format(file=_quoted(answers.google)) if answers.google else "",
        calendar=_calendar(answers),
    )


def config(answers: Answers, folder: Path) -> "Config":
    """The configuration of these answers in `folder`, parsed from the text that will be written.

    Errors: pydantic's ValidationError.
    """
    import tomllib

    from service.config.document import WholeDocument

    document = WholeDocument.model_validate(tomllib.loads(text(answers)))
    return document.config(folder=folder, zone=answers.zone)


def feed(written: str) -> str:
    """Check that the text is the web address of a calendar, and return it.

    Errors: ValueError for anything else.
    """
    if not is_url(written):
        raise ValueError("should begin with https:// or webcal:// and name a host")
    return address(written)


def beside(file: Path, folder: Path) -> str:
    """A file's path as a configuration in `folder` names it: relative when the file is in that folder."""
    file, folder = file.expanduser().resolve(), folder.resolve()
    return str(file.relative_to(folder) if file.is_relative_to(folder) else file)


def training_hours(written: object) -> tuple[Hours, ...]:
    """Parse clock hours separated by commas, or the word none.

    Errors: ValueError.
    """
    said = str(written).strip()
    if said.casefold() == NO_HOURS:
        return ()
    return tuple(notation.hours(part) for part in said.split(","))


def written(hours: Hours) -> str:
    """The hours as text that `notation.hours` can parse."""
    # An end at midnight is written 24:00, because notation refuses 00:00-00:00.
    end = "24:00" if hours.end == time() else f"{hours.end:%H:%M}"
    return f"{hours.start:%H:%M}-{end}"


def _hours(answers: Answers) -> str:
    if answers.weekdays == answers.weekend:
        return _stretches(answers.weekdays)
    parts = {"weekdays": answers.weekdays, "weekend": answers.weekend}
    said = (f"{name} = {_stretches(hours)}" for name, hours in parts.items() if hours)
    return f"{{ {', '.join(said)} }}"


def _stretches(hours: Sequence[Hours]) -> str:
    said = [f'"{written(each)}"' for each in hours]
    return said[0] if len(said) == 1 else f"[{', '.join(said)}]"


def _calendar(answers: Answers) -> str:
    if answers.google:
        return CALENDAR.format(road='google = "primary"', allow_hosts="")
    host = urlsplit(answers.calendar).hostname if answers.is_own_host else None
    table = CALENDAR.format(
        road=f"ics = {_quoted(answers.calendar or EXAMPLE)}",
        allow_hosts=f"allow_hosts = [{_quoted(host)}]\n" if host else "",
    )
    if answers.calendar:
        return table
    return "".join(f"#{line.removeprefix('#')}" for line in table.splitlines(keepends=True))


def _quoted(text: str) -> str:
    # A JSON string is also a TOML string, as long as all its characters are printable.
    return json.dumps(text, ensure_ascii=False)
