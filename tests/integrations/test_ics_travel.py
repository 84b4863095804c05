"""All-day events and floating times use the time zone in which the athlete is on that day."""

from zoneinfo import ZoneInfo

import pytest

from service.domain.itinerary import Itinerary
from tests.builders import BERLIN, stay
from tests.integrations.ics_text import busy, event

AWAY = Itinerary(BERLIN, (stay("2025-04-01/2025-04-03 America/New_York"),))
EVENTS = {
    "no zone, at home": ("DTSTART:20250331T090000\nDURATION:PT1H", ["03-31 07:00 - 08:00"]),
    "no zone, away": ("DTSTART:20250401T090000\nDURATION:PT1H", ["04-01 13:00 - 14:00"]),
    "no zone, in the evening that comes twice": (
        "DTSTART:20250331T200000\nDURATION:PT1H",
        ["03-31 18:00 - 19:00"],
    ),
    "no zone, every day": (
        "DTSTART:20250331T120000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=5",
        [
            "03-31 10:00 - 11:00",
            "04-01 16:00 - 17:00",
            "04-02 16:00 - 17:00",
            "04-03 16:00 - 17:00",
            "04-04 10:00 - 11:00",
        ],
    ),
    "home's zone, away": (
        "DTSTART;TZID=Europe/Berlin:20250401T090000\nDURATION:PT1H",
        ["04-01 07:00 - 08:00"],
    ),
    "a whole day away": ("DTSTART;VALUE=DATE:20250402", ["04-02 04:00 - 04-03 04:00"]),
    "the long day before the flight west": ("DTSTART;VALUE=DATE:20250331", ["03-30 22:00 - 04-01 04:00"]),
    "the short day before the flight east": ("DTSTART;VALUE=DATE:20250403", ["04-03 04:00 - 22:00"]),
    "a whole day every week": (
        "DTSTART;VALUE=DATE:20250326\nRRULE:FREQ=WEEKLY;COUNT=2",
        ["03-25 23:00 - 03-26 23:00", "04-02 04:00 - 04-03 04:00"],
    ),
    "until the end of all years": (
        "DTSTART:20250404T120000\nDTEND:99991231T235959",
        ["04-04 10:00 - 04-06 22:00"],
    ),
}


@pytest.mark.parametrize(("body", "expected"), EVENTS.values(), ids=EVENTS)
def test_it_is_read_on_the_clock_of_its_day(body: str, expected: list[str]) -> None:
    assert busy(event(body), zone=AWAY) == expected


def test_a_zone_of_the_calendar_itself_comes_first() -> None:
    raw = event("DTSTART:20250401T090000\nDURATION:PT1H").replace(
        b"BEGIN:VEVENT", b"X-WR-TIMEZONE:Asia/Tokyo\r\nBEGIN:VEVENT", 1
    )
    assert busy(raw, zone=AWAY) == busy(raw, zone=ZoneInfo("Europe/Berlin")) == ["04-01 00:00 - 01:00"]
