"""Independent iCalendar readers find in the feed what was written.

The zone is renamed to one nobody knows, so that each reader has to go by our VTIMEZONE.
"""

from datetime import UTC, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import vobject  # type: ignore[import-untyped]
from dateutil.tz import tzical
from ical.calendar_stream import IcsCalendarStream
from ical.event import EventStatus

from integrations._shared.feed_settings import FeedSettings
from integrations._shared.icalendar.feed import write
from integrations._shared.icalendar.vtimezone import vtimezone
from service.domain.entry import Entry
from service.domain.span import Span
from service.domain.training import Kind
from tests.entries import HOUR, ZONES, entry

KINDS = (Kind.LOWER, Kind.EASY, Kind.UPPER, Kind.LONG, Kind.MOBILITY, Kind.TEMPO)
NAMED = [zone for zone in ZONES if zone != "UTC"]

# vobject takes any zone that nothing told from UTC between 2000 and 2020 for UTC, and then forgets its name.
LIKE_UTC = {"Etc/UTC", "Europe/Dublin", "Africa/Abidjan", "Africa/Casablanca"}


def year_of_entries() -> list[Entry]:
    """One entry in every other month, one of them cancelled, with every awkward character in the text."""
    return [
        entry(
            kind,
            start=datetime(2026, 1 + 2 * number, 14, 6, 45, tzinfo=UTC),
            title=f"{kind}: legs, back; core \\ 🏋",
            text="First, warm up; then go.\n\nWhy here:\n- “Free” \\n ünïcödé 🏃" + " and so on" * 9,
            sequence=number,
            cancelled=kind is Kind.MOBILITY,
        )
        for number, kind in enumerate(KINDS)
    ]


def disguised(entries: list[Entry], zone: str) -> str:
    feed = write(entries, FeedSettings(ZoneInfo(zone))).decode()
    return feed.replace(f"TZID={zone}:", f"TZID=Not {zone}:").replace(f"TZID:{zone}", f"TZID:Not {zone}")


@pytest.mark.parametrize("zone", NAMED)
def test_ical_reads_what_we_wrote(zone: str) -> None:
    wanted = year_of_entries()
    calendar = IcsCalendarStream.calendar_from_ics(disguised(wanted, zone))
    assert len(calendar.events) == len(wanted)
    for event, meant in zip(calendar.events, wanted, strict=True):
        assert isinstance(event.dtstart, datetime)
        assert isinstance(event.dtend, datetime)
        assert Span(event.dtstart, event.dtend) == meant.span
        assert (event.uid, event.sequence) == (meant.uid, meant.sequence)
        assert (event.summary, event.description) == (meant.title, meant.text)
        assert event.location == meant.place
        assert event.categories == [meant.kind.discipline, meant.kind, str(meant.effort)]
        assert event.dtstamp == meant.stamp
        assert event.last_modified == meant.modified
        assert (event.status == EventStatus.CANCELLED) == meant.cancelled
        triggers = [alarm.trigger for alarm in event.alarm]
        assert triggers == ([] if meant.cancelled else [timedelta(minutes=-30)])


@pytest.mark.parametrize("zone", [zone for zone in NAMED if zone not in LIKE_UTC])
def test_vobject_reads_what_we_wrote(zone: str) -> None:
    wanted = year_of_entries()
    calendar = vobject.readOne(disguised(wanted, zone))
    assert calendar.validate(raiseException=True)
    assert len(calendar.vevent_list) == len(wanted)
    for event, meant in zip(calendar.vevent_list, wanted, strict=True):
        assert Span(event.dtstart.value, event.dtend.value) == meant.span
        assert (event.uid.value, event.sequence.value) == (meant.uid, str(meant.sequence))
        assert (event.summary.value, event.description.value) == (meant.title, meant.text)
        assert event.location.value == meant.place
        assert event.categories.value == [meant.kind.discipline, meant.kind, str(meant.effort)]
        assert event.dtstamp.value == meant.stamp
        triggers = [alarm.trigger.value for alarm in getattr(event, "valarm_list", [])]
        assert triggers == ([] if meant.cancelled else [timedelta(minutes=-30)])


@pytest.mark.parametrize(
    ("zone", "year"),
    [(zone, 2026) for zone in NAMED]
    # Brazil's last summer time and the year without; Nepal's past; Samoa's lost day; a negative winter.
    + [("America/Sao_Paulo", 2018), ("America/Sao_Paulo", 2019), ("Asia/Kathmandu", 1986)]
    + [("Pacific/Apia", 2011), ("Africa/Casablanca", 2031), ("America/New_York", 2006)],
)
def test_a_vtimezone_gives_every_hour_of_its_year_the_right_offset(zone: str, year: int) -> None:
    named = ZoneInfo(zone)
    span = Span(datetime(year, 1, 1, tzinfo=UTC), datetime(year, 12, 31, 23, 30, tzinfo=UTC))
    text = vtimezone(named, span).to_ical().decode()
    spelt_out = tzical(StringIO(text)).get()
    instant = span.start
    while instant <= span.end:
        clock = instant.astimezone(named)
        if clock.utcoffset() == clock.replace(fold=not clock.fold).utcoffset():
            assert clock.replace(tzinfo=spelt_out).utcoffset() == clock.utcoffset(), clock
        instant += HOUR / 2


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
def test_a_zone_with_yearly_changes_is_the_two_rules_outlook_asks_for(zone: str) -> None:
    span = Span(datetime(2026, 11, 23, tzinfo=UTC), datetime(2026, 12, 20, tzinfo=UTC))
    component = vtimezone(ZoneInfo(zone), span)
    assert sorted(part.name or "" for part in component.subcomponents) == ["DAYLIGHT", "STANDARD"]
    assert component.to_ical().count(b"BYDAY=") == 2
