"""The feed reads back as it was written, and uses only what every calendar app supports."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from integrations._shared.feed_settings import FeedSettings
from integrations._shared.icalendar.feed import is_all_ours, read, write
from service.domain.entry import Entry
from service.domain.training import Kind
from service.domain.wording import plain
from service.errors import CalendarUnreadable
from tests.entries import HOUR, MONDAY, entry, several, zones

BERLIN = FeedSettings(ZoneInfo("Europe/Berlin"))
FOREIGN = b"BEGIN:VEVENT\r\nUID:a@b\r\nDTSTAMP:20261120T000000Z\r\nDTSTART:20261120T000000Z\r\nEND:VEVENT\r\n"


def lines(*entries: Entry, settings: FeedSettings = BERLIN) -> list[str]:
    return write(entries, settings).decode().replace("\r\n ", "").split("\r\n")


def readable(entry: Entry) -> Entry:
    return replace(entry, title=plain(entry.title), text=plain(entry.text), place=plain(entry.place))


@given(several, zones)
def test_comes_back_as_it_was_written(wanted: list[Entry], zone: ZoneInfo) -> None:
    expected = sorted((readable(one) for one in wanted), key=lambda one: (one.span, one.uid))
    assert read(write(wanted, FeedSettings(zone))) == tuple(expected)


@given(several, zones)
def test_writes_what_it_read_in_the_same_bytes(wanted: list[Entry], zone: ZoneInfo) -> None:
    feed = write(wanted, FeedSettings(zone))
    assert write(read(feed), FeedSettings(zone)) == feed
    assert write(wanted[::-1], FeedSettings(zone)) == feed


@given(several, zones)
def test_every_line_is_whole_text_of_at_most_75_octets(wanted: list[Entry], zone: ZoneInfo) -> None:
    feed = write(wanted, FeedSettings(zone))
    assert feed.endswith(b"END:VCALENDAR\r\n")
    for line in feed.removesuffix(b"\r\n").split(b"\r\n"):
        assert 0 < len(line) <= 75
        assert not {char for char in line.decode() if unicodedata.category(char) == "Cc"}


def test_says_how_the_calendar_is_called_and_how_often_to_ask() -> None:
    heading = lines(entry(), settings=replace(BERLIN, name="Sam; week", refresh=timedelta(hours=2)))
    assert heading[: heading.index("BEGIN:VTIMEZONE")] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Liftrun//Training feed//EN",
        "CALSCALE:GREGORIAN",
        r"NAME:Sam\; week",
        r"X-WR-CALNAME:Sam\; week",
        "REFRESH-INTERVAL;VALUE=DURATION:PT2H",
        "X-PUBLISHED-TTL:PT2H",
        "X-WR-TIMEZONE:Europe/Berlin",
    ]


def test_the_zone_stands_before_the_events_and_only_when_one_names_it() -> None:
    feed = lines(entry())
    assert feed.index("END:VTIMEZONE") < feed.index("BEGIN:VEVENT")
    assert "DTSTART;TZID=Europe/Berlin:20261123T180000" in feed
    utc = lines(entry(), settings=FeedSettings(ZoneInfo("UTC")))
    assert "BEGIN:VTIMEZONE" not in utc
    assert "DTSTART:20261123T170000Z" in utc


def test_a_zone_is_never_renamed_to_its_twin() -> None:
    assert "DTSTART;TZID=Africa/Abidjan:20261123T170000" in lines(
        entry(), settings=FeedSettings(ZoneInfo("Africa/Abidjan"))
    )


def test_both_ends_are_in_utc_where_the_clock_shows_an_hour_twice() -> None:
    before = MONDAY.replace(month=10, day=24, hour=23, minute=30)
    feed = lines(entry(start=before))
    assert "DTSTART:20261024T233000Z" in feed
    assert "DTEND:20261025T003000Z" in feed


def test_says_in_three_words_what_it_is() -> None:
    feed = lines(entry(Kind.LIGHT_LIFT))
    assert "CATEGORIES:lift,light-lift,easy" in feed
    assert "X-LIFTRUN-KIND:light-lift" in feed
    assert "X-LIFTRUN-EFFORT:easy" in feed
    assert "X-LIFTRUN-SESSION:2026-W48-light-lift" in feed
    assert "COLOR:indianred" in feed


def test_rings_before_a_session_as_set() -> None:
    assert lines(entry())[-8:-3] == [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:lower session",
        "TRIGGER:-PT30M",
        "END:VALARM",
    ]
    assert "TRIGGER:-PT2H" in lines(entry(), settings=replace(BERLIN, alarm=timedelta(hours=2)))
    assert "BEGIN:VALARM" not in lines(entry(), settings=replace(BERLIN, alarm=None))


def test_holds_the_hour_unless_told_otherwise() -> None:
    assert "TRANSP:OPAQUE" in lines(entry())
    assert "TRANSP:TRANSPARENT" in lines(entry(), settings=replace(BERLIN, transparent=True))


def test_a_cancelled_session_holds_no_hour_and_does_not_ring() -> None:
    feed = lines(entry(cancelled=True))
    assert "STATUS:CANCELLED" in feed
    assert "TRANSP:TRANSPARENT" in feed
    assert "BEGIN:VALARM" not in feed
    assert "STATUS:CONFIRMED" in lines(entry())


def test_says_nothing_of_a_place_that_is_none() -> None:
    assert not [line for line in lines(entry(place="")) if line.startswith("LOCATION")]


@pytest.mark.parametrize("unwelcome", ["METHOD", "CLASS", "ORGANIZER", "ATTENDEE", "RRULE;"])
def test_has_nothing_that_some_calendar_refuses(unwelcome: str) -> None:
    assert not [line for line in lines(entry(), entry(Kind.EASY)) if line.startswith(unwelcome)]


def test_passes_over_the_events_of_others() -> None:
    feed = write([entry()], BERLIN)
    mixed = feed.replace(b"BEGIN:VEVENT\r\n", FOREIGN + b"BEGIN:VEVENT\r\n", 1)
    assert read(mixed) == (entry(),)
    assert is_all_ours(feed)
    assert not is_all_ours(mixed)


def test_an_event_of_ours_in_another_s_calendar_is_not_all_ours() -> None:
    assert not is_all_ours(write([entry()], BERLIN).replace(b"-//Liftrun//", b"-//Another//"))


def test_is_not_misled_by_another_feed_s_idea_of_our_zone() -> None:
    from icalendar import Calendar

    feed = write([entry()], BERLIN)
    Calendar.from_ical(feed.replace(b"TZOFFSETTO:+0100", b"TZOFFSETTO:+0900"))
    assert read(feed) == (entry(),)


def test_a_feed_cut_short_anywhere_is_refused() -> None:
    feed = write([entry(), entry(Kind.EASY, start=MONDAY + HOUR)], BERLIN)
    for length in range(len(feed) - len(b"END:VCALENDAR\r\n")):
        with pytest.raises(CalendarUnreadable):
            read(feed[:length])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda feed: feed.replace(b"X-LIFTRUN-KIND:lower", b"X-LIFTRUN-KIND:swim"),
        lambda feed: feed.replace(b"X-LIFTRUN-EFFORT:hard", b"X-LIFTRUN-EFFORT:mild"),
        lambda feed: feed.replace(b"DTSTART;TZID=Europe/Berlin:20261123T180000", b"DTSTART:soon"),
        lambda feed: feed.replace(b"DTSTART;TZID=Europe/Berlin:2026", b"DTSTART;TZID=Nowhere:2026"),
        lambda feed: feed.replace(b";TZID=Europe/Berlin:20261123T180000", b";VALUE=DATE:20261123"),
        lambda feed: feed.replace(b"DTSTART", b"DTBEGIN"),
        lambda feed: feed.replace(b"SEQUENCE:0", b"SEQUENCE:zero"),
        lambda feed: feed.replace(b"SEQUENCE:0", b"SEQUENCE:0\r\nSEQUENCE:1"),
        lambda feed: feed + feed,
        lambda _: b"",
        lambda _: b"# training\n",
        lambda _: b"\xff\xfe\x00",
        lambda _: FOREIGN,
    ],
)
def test_a_broken_feed_is_an_error_that_warns_to_keep_it(spoil: Callable[[bytes], bytes]) -> None:
    broken = spoil(write([entry()], BERLIN))
    assert not is_all_ours(broken)
    with pytest.raises(CalendarUnreadable, match=r"training\.ics could not be read") as caught:
        read(broken, name="training.ics")
    assert "do not write over it" in caught.value.hint
    assert "\n" not in str(caught.value)
