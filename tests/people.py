"""People in the form of their golden files: who they are, when they are busy, what they configured."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from service.config.notation import hours, weekdays
from service.domain.week import DAYS_IN_A_WEEK

BUSY = re.compile(
    r"(?P<days>.+?) (?P<hours>all day|\d\d:\d\d-\d\d:\d\d) (?P<title>.+?)(?: \((?P<zone>\w+/\w+)\))?"
)
EVENT = "BEGIN:VEVENT\nUID:{number}\nDTSTAMP:20260101T000000Z\n{times}\nSUMMARY:{title}\nEND:VEVENT\n"


@dataclass(frozen=True)
class Person:
    """One person at one moment, with the week that is to be planned.

    Shape: `busy` are lines such as "weekdays 09:00-17:00 Office" (every week) or "2026-03-04 all day
    Workshop", on the clock of `zone` unless they end with another in brackets. `later` is what the
    calendar holds as well once the week has been planned, and `replanned` the moment it is planned again.
    """

    who: list[str]
    now: datetime
    first_day: date
    zone: ZoneInfo
    busy: list[str]
    config: str
    log: str = ""
    later: list[str] = field(default_factory=list)
    replanned: datetime | None = None


def read(path: Path) -> Person:
    """The person of one file."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    told["first_day"] = told.pop("from")
    told["zone"] = ZoneInfo(tomllib.loads(told["config"])["athlete"]["timezone"])
    return Person(**told)


def calendar(person: Person, *lines: str) -> bytes:
    """The lines as a calendar; a weekday's begin in the week before the one that is planned."""
    events = (event for line in lines for event in _events(person, line))
    numbered = (event.format(number=number) for number, event in enumerate(events))
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Test//People//EN\n{''.join(numbered)}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def _events(person: Person, line: str) -> Iterator[str]:
    found = BUSY.fullmatch(line)
    assert found, f"{line} is no busy time"
    for days in found["days"].split(", "):
        if days[0].isdigit():
            yield _event(found, date.fromisoformat(days), person.zone)
        else:
            monday = person.first_day - timedelta(days=person.first_day.weekday() + DAYS_IN_A_WEEK)
            for day in sorted(weekdays(days)):
                yield _event(found, monday + timedelta(days=day), person.zone, "\nRRULE:FREQ=WEEKLY")


def _event(found: re.Match[str], day: date, zone: ZoneInfo, rule: str = "") -> str:
    if found["hours"] == "all day":
        times = f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    else:
        window, written = hours(found["hours"]), found["zone"] or zone.key
        last_day = day + timedelta(days=window.end <= window.start)
        starts, ends = datetime.combine(day, window.start), datetime.combine(last_day, window.end)
        times = f"DTSTART;TZID={written}:{starts:%Y%m%dT%H%M%S}\nDTEND;TZID={written}:{ends:%Y%m%dT%H%M%S}"
    return EVENT.format(number="{number}", times=times + rule, title=found["title"])
