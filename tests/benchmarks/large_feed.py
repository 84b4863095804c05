"""Large calendars as offices have them: ten years of meetings, the same for the same seed."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from textwrap import wrap

FIRST_DAY = datetime(2020, 1, 6)  # noqa: DTZ001 (a wall clock; its zone is in the text)
DAYS = 3650
RECURRING = 0.05
WHOLE_DAY = 0.05
FREE = 0.1
ZONES = ("Europe/Berlin", "America/New_York")
RULES = (
    "FREQ=WEEKLY;BYDAY=TU,TH",
    "FREQ=WEEKLY;INTERVAL=2;COUNT=26",
    "FREQ=DAILY;UNTIL=20250327T235959Z",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=48",
)
WORDS = ("agenda", "budget", "customer", "decision", "follow-up", "goals", "hiring", "incident", "kick-off")
VTIMEZONE = """BEGIN:VTIMEZONE
TZID:{zone}
BEGIN:DAYLIGHT
DTSTART:{summer}T020000
TZOFFSETFROM:{winter_offset}
TZOFFSETTO:{summer_offset}
RRULE:FREQ=YEARLY;{summer_rule}
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:{winter}T{hour}0000
TZOFFSETFROM:{summer_offset}
TZOFFSETTO:{winter_offset}
RRULE:FREQ=YEARLY;{winter_rule}
END:STANDARD
END:VTIMEZONE"""
BERLIN = VTIMEZONE.format(
    zone=ZONES[0],
    summer="20070325",
    winter="20071028",
    hour="03",
    summer_offset="+0200",
    winter_offset="+0100",
    summer_rule="BYMONTH=3;BYDAY=-1SU",
    winter_rule="BYMONTH=10;BYDAY=-1SU",
)
NEW_YORK = VTIMEZONE.format(
    zone=ZONES[1],
    summer="20070311",
    winter="20071104",
    hour="02",
    summer_offset="-0400",
    winter_offset="-0500",
    summer_rule="BYMONTH=3;BYDAY=2SU",
    winter_rule="BYMONTH=11;BYDAY=1SU",
)


def write(path: Path, *, events: int) -> None:
    """Write a feed of so many events."""
    chance = Random(events)
    head = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Office//EN\n{BERLIN}\n{NEW_YORK}"
    with path.open("w", newline="\r\n") as file:
        print(head, file=file)
        for number in range(events):
            print(*(folded(line) for line in event(chance, number)), sep="\n", file=file)
        print("END:VCALENDAR", file=file)


def event(chance: Random, number: int) -> Iterator[str]:
    """The content lines of one meeting, with all that offices put into them."""
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    start = day + timedelta(minutes=chance.randrange(8 * 60, 17 * 60, 15))
    yield from (
        "BEGIN:VEVENT",
        f"UID:{chance.getrandbits(128):032x}@office.example",
        "DTSTAMP:20250101T000000Z",
    )
    if chance.random() < WHOLE_DAY:
        yield from (f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}")
    else:
        end = start + timedelta(minutes=chance.choice((15, 30, 60, 90)))
        zone = chance.choice(ZONES)
        yield from (f"DTSTART;TZID={zone}:{start:%Y%m%dT%H%M%S}", f"DTEND;TZID={zone}:{end:%Y%m%dT%H%M%S}")
        if chance.random() < RECURRING:
            yield f"RRULE:{chance.choice(RULES)}"
            yield f"EXDATE;TZID={zone}:{start + timedelta(days=28):%Y%m%dT%H%M%S}"
    yield f"SUMMARY:Meeting {number} about the {chance.choice(WORDS)}"
    yield f"SEQUENCE:{chance.randrange(3)}"
    yield f"DESCRIPTION:{' '.join(chance.choices(WORDS, k=60))}"
    for _ in range(4):
        person = chance.choice(WORDS)
        yield f"ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;CN={person}:mailto:{person}@office.example"
    yield f"TRANSP:{'TRANSPARENT' if chance.random() < FREE else 'OPAQUE'}"
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "DESCRIPTION:Reminder", "END:VALARM")
    yield "END:VEVENT"


def folded(line: str) -> str:
    """The line in pieces of at most 75 octets."""
    return (
        "\n ".join(wrap(line, 74, drop_whitespace=False, break_on_hyphens=False)) if len(line) > 74 else line
    )
