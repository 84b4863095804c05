"""The busy-only feed has the hours of the full feed, and contains nothing else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from integrations._shared.feed_settings import FeedSettings
from integrations._shared.icalendar.feed import read, write, write_busy
from service.domain.entry import Entry
from service.domain.span import Span
from service.domain.training import Kind
from tests.entries import HOUR, MADE_AT, MONDAY, entry, several, zones

KEY = b"nobody else's"
OURS = FeedSettings(
    ZoneInfo("Europe/Berlin"), name="Robin trains", alarm=timedelta(minutes=30), link="https://me.example"
)


def events(feed: bytes) -> list[Event]:
    return [event for event in Calendar.from_ical(feed).walk("VEVENT") if isinstance(event, Event)]


def hours(feed: bytes) -> list[tuple[object, ...]]:
    return sorted(
        (
            each.decoded("DTSTART").astimezone(UTC),
            each.decoded("DTEND").astimezone(UTC),
            each["SEQUENCE"],
            str(each["STATUS"]),
            str(each["TRANSP"]),
            each.decoded("LAST-MODIFIED"),
            each.decoded("DTSTAMP"),
        )
        for each in events(feed)
    )


@given(several, zones)
def test_has_the_same_hours_and_changes(wanted: list[Entry], zone: ZoneInfo) -> None:
    look = replace(OURS, zone=zone)
    assert hours(write_busy(wanted, look, KEY)) == hours(write(wanted, look))


@given(several, zones)
def test_is_a_function_of_its_entries(wanted: list[Entry], zone: ZoneInfo) -> None:
    look = replace(OURS, zone=zone)
    assert write_busy(wanted[::-1], look, KEY) == write_busy(wanted, look, KEY)


@given(several, st.sampled_from(Kind))
def test_does_not_tell_what_is_done(wanted: list[Entry], kind: Kind) -> None:
    """Whatever the sessions are called and made of, the same hours give the same octets but for the ids."""
    others = [replace(each, kind=kind, title="Secret", text="Secret", place="Secret") for each in wanted]
    assert write_busy(others, OURS, KEY) == write_busy(wanted, OURS, KEY)


def test_says_nothing_but_busy() -> None:
    feed = write_busy([entry(), entry(Kind.EASY, cancelled=True)], OURS, KEY)
    allowed = {
        "UID",
        "DTSTART",
        "DTEND",
        "DTSTAMP",
        "LAST-MODIFIED",
        "SEQUENCE",
        "SUMMARY",
        "STATUS",
        "TRANSP",
    }
    for event in events(feed):
        assert set(event) == allowed
        assert event["SUMMARY"] == "Busy"
        assert event.subcomponents == []
    calendar = Calendar.from_ical(feed)
    assert (calendar["NAME"], calendar["X-WR-CALNAME"]) == ("Busy", "Busy")
    for word in (b"rain", b"Robin", b"me.example", b"lower", b"easy", b"LIFTRUN-", b"ALARM", b"Gym"):
        assert word not in feed.replace(b"BUSY", b"")


def test_ids_cannot_be_worked_out_and_outlast_a_move() -> None:
    one, moved = entry(), entry(span=Span.lasting(MONDAY + HOUR, HOUR), sequence=1)
    (uid,), (again,), (by_another_key,) = (
        [str(event["UID"]) for event in events(write_busy([each], OURS, key))]
        for each, key in ((one, KEY), (moved, KEY), (one, b"another key"))
    )
    assert uid == again
    assert len({uid, by_another_key, one.uid}) == 3
    assert uid.endswith("@liftrun")


def test_is_not_taken_for_sessions_of_ours() -> None:
    assert read(write_busy([entry()], OURS, KEY)) == ()
    assert read(write([entry()], OURS)) != ()


def test_of_no_sessions_is_a_whole_calendar() -> None:
    calendar = Calendar.from_ical(write_busy([], OURS, KEY))
    assert calendar["VERSION"] == "2.0"
    assert not calendar.subcomponents


def test_stands_on_the_athletes_clock() -> None:
    summer = entry(start=datetime(2027, 7, 5, 16, tzinfo=UTC), stamp=MADE_AT)
    assert b"DTSTART;TZID=Europe/Berlin:20270705T180000" in write_busy([summer], OURS, KEY)
