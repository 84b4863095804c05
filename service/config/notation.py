"""Parses hours, lengths of time, weekdays, time zones and words from a fixed set, as people write them.

Errors: every function raises ValueError with a sentence that says what was expected.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo, available_timezones

from integrations._shared.iana_names import iana_names
from service.domain.training import Effort, Goal, Kind, Level
from service.domain.week import Hours, Weekday
from service.prescription.check_in import Feeling
from service.prescription.template import TEMPLATES

T = TypeVar("T")

HOURS = re.compile(r"(\d{1,2})(?::(\d\d))? *[-–] *(\d{1,2})(?::(\d\d))?")
LENGTH = re.compile(r"(?=\d)(?:(\d{1,3}) ?h)? ?(?:(\d{1,4}) ?min)?")
LONGEST = timedelta(days=14)
PACE = re.compile(
    r"(?P<minutes>\d{1,2})(?::(?P<seconds>[0-5]\d))? ?(?:min)? ?(?:(?:/|per) ?(?:km|(?P<mile>mi|miles?)))?"
)
KILOMETRES_A_MILE = 1.609344
FASTEST, SLOWEST = timedelta(minutes=2, seconds=30), timedelta(minutes=15)
SHORTEST_SLEEP, LONGEST_SLEEP = timedelta(hours=3), timedelta(hours=14)

# Files of the time zone database that are no zones: the machine's setting, and its value before one is set.
NO_PLACES = frozenset({"localtime", "Factory"})

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORTEST_DAY_NAME = 3
GROUPS_OF_DAYS = {
    "every day": frozenset(Weekday),
    "weekdays": frozenset(Weekday) - {Weekday.SAT, Weekday.SUN},
    "weekend": frozenset({Weekday.SAT, Weekday.SUN}),
}


def hours(text: object, *, such_as: str = "17:00-20:30") -> Hours:
    """Parse clock hours such as 17:00-20:30 or 17-20; 24:00 is the end of a day."""
    found = HOURS.fullmatch(str(text).strip())
    if not found:
        raise ValueError(f'should be hours such as "{such_as}"{_not(text)}')
    start_hour, start_minute, end_hour, end_minute = (int(digits or 0) for digits in found.groups())
    try:
        start = time(start_hour, start_minute)
        end = time() if (end_hour, end_minute) == (24, 0) else time(end_hour, end_minute)
    except ValueError as error:
        raise ValueError(f"{text} names a time no clock shows") from error
    if start == end and end_hour != 24:  # noqa: PLR2004  # midnight at the end of the day
        raise ValueError(f"{text} ends when it starts; the whole day is 00:00-24:00")
    return Hours(start, end)


def sleep(text: object) -> Hours:
    """Parse the hours of a night, from falling asleep to waking up; 3 to 14 hours."""
    night = hours(text, such_as="22:30-06:00")
    asleep, awake = (timedelta(hours=t.hour, minutes=t.minute) for t in (night.start, night.end))
    if not SHORTEST_SLEEP <= (awake - asleep) % timedelta(days=1) <= LONGEST_SLEEP:
        raise ValueError(f"{text} should be 3 to 14 hours, from falling asleep to waking up")
    return night


def length(text: object) -> timedelta:
    """Parse a length of time such as 90 min, 48 h or 1 h 30 min; at most 14 days."""
    found = LENGTH.fullmatch(str(text).strip())
    if not found:
        raise ValueError(f'should be a length such as "15 min" or "48 h", not {text}')
    whole, minutes = (int(digits or 0) for digits in found.groups())
    duration = timedelta(hours=whole, minutes=minutes)
    if duration > LONGEST:
        raise ValueError(f"{text} is more than {LONGEST.days} days")
    return duration


def pace(text: object) -> timedelta:
    """Parse a running pace such as 6:00 /km or 9:40 /mi into the time for a kilometre."""
    found = PACE.fullmatch(str(text).strip().casefold())
    if not found:
        raise ValueError(f'should be a pace such as "6:00 /km" or "9:40 /mi"{_not(text)}')
    distance = timedelta(minutes=int(found["minutes"]), seconds=int(found["seconds"] or 0))
    kilometre = distance / KILOMETRES_A_MILE if found["mile"] else distance
    if not FASTEST <= kilometre <= SLOWEST:
        raise ValueError(f"{text} is no pace of a run: a kilometre takes 2:30 to 15 minutes")
    return timedelta(seconds=round(kilometre.total_seconds()))


def weekday(text: object) -> Weekday:
    """Parse a day of the week from its name, or from the first three or more letters of it."""
    for day, name in zip(Weekday, DAY_NAMES, strict=True):
        written = str(text).strip().casefold()
        if len(written) >= SHORTEST_DAY_NAME and name.casefold().startswith(written):
            return day
    raise ValueError(f"{text} is no day of the week, {nearest(str(text), DAY_NAMES)}")


def weekdays(text: object) -> frozenset[Weekday]:
    """Parse a key of a table by day: the name of one day, or of a group such as weekdays."""
    written = str(text).strip()
    if written in GROUPS_OF_DAYS:
        return GROUPS_OF_DAYS[written]
    try:
        return frozenset({weekday(written)})
    except ValueError:
        raise ValueError(f"{text} names no days, {nearest(written, [*GROUPS_OF_DAYS, *DAY_NAMES])}") from None


def zone(text: object) -> ZoneInfo:
    """Parse the IANA name of a time zone."""
    written = str(text).strip()
    if written in iana_names() and written not in NO_PLACES:
        return ZoneInfo(written)
    known = available_timezones() - NO_PLACES
    if written not in known:
        which = f"{text} is no time zone" if written else "an empty name is no time zone"
        raise ValueError(f"{which}, {nearest(written, known, 'write one such as Europe/Berlin')}")
    return ZoneInfo(written)


def goal(text: object) -> Goal:
    """Parse the goal of the athlete."""
    return _word(text, {goal.value: goal for goal in Goal}, "goal")


def level(text: object) -> Level:
    """Parse the level of the athlete."""
    return _word(text, {level.value: level for level in Level}, "level")


def kind(text: object) -> Kind:
    """Parse the kind of a session that can be asked for."""
    return _word(text, {kind.value: kind for kind in Kind if kind is not Kind.OTHER}, "kind of session")


def recognised_kind(text: object) -> Kind:
    """Parse the kind of a session that an appointment may be."""
    return _word(text, {kind.value: kind for kind in Kind}, "kind of session")


def effort(text: object) -> Effort:
    """Parse the effort of a session."""
    return _word(text, {str(effort): effort for effort in Effort}, "effort")


def feeling(text: object) -> Feeling:
    """Parse the feeling of a check-in."""
    return _word(text, {feeling.value: feeling for feeling in Feeling}, "feeling")


def template(text: object) -> str:
    """Parse the name of a template."""
    return _word(text, {name: name for name in TEMPLATES}, "template")


def nearest(text: str, known: Iterable[str], otherwise: str = "") -> str:
    """The end of an error sentence: the word probably meant, else `otherwise`, else every known word."""
    from difflib import get_close_matches

    by_folded = {word.casefold(): word for word in known}
    near = get_close_matches(text.casefold(), by_folded, 1)
    if near:
        return f"did you mean {by_folded[near[0]]}?"
    return otherwise or f"choose one of {', '.join(by_folded.values())}"


def _not(text: object) -> str:
    written = str(text).strip()
    return f", not {written}" if written else ", and is empty"


def _word(text: object, known: Mapping[str, T], what: str) -> T:
    written = str(text).strip().casefold()
    if written not in known:
        raise ValueError(f"{text} is no {what}, {nearest(written, known)}")
    return known[written]
