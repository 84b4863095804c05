"""The instants of single events, for every way in which calendars write time."""

import pytest

from tests.integrations.ics_text import AUTUMN, FORTNIGHT, busy, calendar, event

HOUR = ["04-01 07:00 - 08:00"]
TIMES = {
    "UTC": ("DTSTART:20250401T070000Z\nDTEND:20250401T080000Z", HOUR),
    "zone": ("DTSTART;TZID=Europe/Berlin:20250401T090000\nDTEND;TZID=Europe/Berlin:20250401T100000", HOUR),
    "zone in any case": ("DTSTART;TZID=EUROPE/berlin:20250401T090000\nDURATION:PT1H", HOUR),
    "floating, in the athlete's zone": ("DTSTART:20250401T090000\nDURATION:PT1H", HOUR),
    "blanks before the value": ("DTSTART: 20250401T070000Z \nDURATION: PT1H", HOUR),
    "lower case": ("dtstart;tzid=Europe/Berlin:20250401t090000\nduration:pt1h", HOUR),
    "without seconds": ("DTSTART:20250401T0700Z\nDURATION:PT60M", HOUR),
    "leap second": ("DTSTART:20250401T070000Z\nDTEND:20250401T075960Z", HOUR),
    "hour 24": ("DTSTART:20250401T220000\nDTEND:20250401T240000", ["04-01 20:00 - 22:00"]),
    "Z beats the zone": ("DTSTART;TZID=Asia/Tokyo:20250401T070000Z\nDURATION:PT1H", HOUR),
    "end floating, start not": ("DTSTART;TZID=Asia/Tokyo:20250401T160000\nDTEND:20250401T170000", HOUR),
    "no end takes no time": ("DTSTART:20250401T070000Z", []),
    "end at the start takes no time": ("DTSTART:20250401T070000Z\nDTEND:20250401T070000Z", []),
    "end before the start takes no time": ("DTSTART:20250401T070000Z\nDTEND:20250401T060000Z", []),
    "negative duration takes no time": ("DTSTART:20250401T070000Z\nDURATION:-PT1H", []),
    "end beats duration": ("DTSTART:20250401T070000Z\nDURATION:PT5H\nDTEND:20250401T080000Z", HOUR),
    "the first of two starts": ("DTSTART:20250401T070000Z\nDTSTART:20250402T070000Z\nDURATION:PT1H", HOUR),
    "a year": ("DTSTART:20250101T000000Z\nDTEND:20260101T000000Z", ["03-23 23:00 - 04-06 22:00"]),
    "duration beyond all years": (
        "DTSTART:20250401T070000Z\nDURATION:P999999W",
        ["04-01 07:00 - 04-06 22:00"],
    ),
    "parts of the event with a start of their own": (
        "BEGIN:VALARM\nDTSTART:20250402T070000Z\nEND:VALARM\nDTSTART:20250401T070000Z\nDURATION:PT1H",
        HOUR,
    ),
    "start in the hour the clock skips": (
        "DTSTART;TZID=Europe/Berlin:20250330T023000\nDURATION:PT1H",
        ["03-30 01:30 - 02:30"],
    ),
    "24 hours are real": ("DTSTART:20250329T120000\nDURATION:PT24H", ["03-29 11:00 - 03-30 11:00"]),
    "a day is the calendar's": ("DTSTART:20250329T120000\nDURATION:P1D", ["03-29 11:00 - 03-30 10:00"]),
    "timed until a date": ("DTSTART:20250401T090000\nDTEND;VALUE=DATE:20250402", ["04-01 07:00 - 22:00"]),
}
DAY = ["03-31 22:00 - 04-01 22:00"]
WHOLE_DAYS = {
    "one day": ("DTSTART;VALUE=DATE:20250401\nDTEND;VALUE=DATE:20250402", DAY),
    "no end": ("DTSTART;VALUE=DATE:20250401", DAY),
    "end on the same day": ("DTSTART;VALUE=DATE:20250401\nDTEND;VALUE=DATE:20250401", DAY),
    "end before the start": ("DTSTART;VALUE=DATE:20250401\nDTEND;VALUE=DATE:20250331", DAY),
    "not declared": ("DTSTART:20250401\nDTEND:20250402", DAY),
    "declared, with a time": ("DTSTART;VALUE=DATE:20250401T000000\nDTEND;VALUE=DATE:20250402T000000", DAY),
    "zone of another's": ("DTSTART;VALUE=DATE;TZID=Asia/Tokyo:20250401", DAY),
    "duration of days": ("DTSTART;VALUE=DATE:20250401\nDURATION:P1D", DAY),
    "duration of hours": ("DTSTART;VALUE=DATE:20250401\nDURATION:PT24H", DAY),
    "the day the clock goes forward": ("DTSTART;VALUE=DATE:20250330", ["03-29 23:00 - 03-30 22:00"]),
}


@pytest.mark.parametrize(("body", "expected"), TIMES.values(), ids=TIMES)
def test_timed(body: str, expected: list[str]) -> None:
    assert busy(event(body)) == expected


@pytest.mark.parametrize(("body", "expected"), WHOLE_DAYS.values(), ids=WHOLE_DAYS)
def test_whole_days(body: str, expected: list[str]) -> None:
    assert busy(event(body)) == expected


def test_of_two_equal_hours_in_autumn_the_first_is_meant() -> None:
    once = event("DTSTART;TZID=Europe/Berlin:20251026T023000\nDTEND;TZID=Europe/Berlin:20251026T030000")
    assert busy(once, AUTUMN) == ["10-26 00:30 - 02:00"]


def test_floating_time_is_read_in_the_calendars_zone_and_whole_days_in_the_athletes() -> None:
    body = "X-WR-TIMEZONE:America/New_York\n"
    floating = "BEGIN:VEVENT\nDTSTART:20250401T090000\nDURATION:PT1H\nEND:VEVENT"
    whole_day = "BEGIN:VEVENT\nDTSTART:20250403\nEND:VEVENT"
    utc = "BEGIN:VEVENT\nDTSTART:20250405T090000Z\nDURATION:PT1H\nEND:VEVENT"
    assert busy(calendar(f"{body}{floating}\n{whole_day}\n{utc}")) == [
        "04-01 13:00 - 14:00",
        "04-02 22:00 - 04-03 22:00",
        "04-05 09:00 - 10:00",
    ]


def test_free_busy_lists_are_busy_time_without_a_title() -> None:
    body = """
BEGIN:VFREEBUSY
DTSTART:20250101T000000Z
DTEND:20260101T000000Z
FREEBUSY:20250401T070000Z/20250401T080000Z,20250402T070000Z/PT1H
FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20250403T070000Z/20250403T080000Z
FREEBUSY;FBTYPE=FREE:20250404T070000Z/20250404T080000Z
FREEBUSY;FBTYPE=BUSY-TENTATIVE:20250405T070000Z/20250405T080000Z
FREEBUSY:rubbish
END:VFREEBUSY
"""
    certain = ["04-01 07:00 - 08:00", "04-02 07:00 - 08:00", "04-03 07:00 - 08:00"]
    assert busy(calendar(body)) == [*certain, "04-05 07:00 - 08:00"]
    assert busy(calendar(body), tentative=False) == certain


def test_tasks_journals_and_events_inside_unknown_components_take_no_time() -> None:
    inner = "BEGIN:VEVENT\nDTSTART:20250401T070000Z\nDURATION:PT1H\nEND:VEVENT"
    body = f"""
BEGIN:VTODO
DTSTART:20250401T070000Z
DUE:20250401T080000Z
END:VTODO
BEGIN:X-ROOM
BEGIN:X-ROOM
END:X-ROOM
{inner}
END:X-ROOM
"""
    assert busy(calendar(body)) == []


def test_what_ends_as_the_window_starts_is_outside_it() -> None:
    assert busy(event("DTSTART:20250323T220000Z\nDTEND:20250323T230000Z"), FORTNIGHT) == []
