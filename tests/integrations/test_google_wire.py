"""The conversion between an entry and its Google event, without a server."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from integrations._shared.feed_settings import FeedSettings
from integrations.google import wire
from integrations.google.event import Event
from integrations.google.markup import without_markup
from service.domain.entry import Entry
from service.domain.wording import plain
from tests.entries import MONDAY, entries, entry, zones

LOOK = FeedSettings(ZoneInfo("Europe/Berlin"))
LONG = "x" * 20_000


def back(body: wire.Body, zone: ZoneInfo | None = None) -> Entry | None:
    said = {**body, "updated": "2026-11-20T09:30:00.000Z", "created": "2026-11-20T09:30:00Z"}
    return wire.entry(Event(said, zone or LOOK.zone))


@given(entries(), zones)
def test_every_entry_comes_back_as_it_can_be_shown(made: Entry, zone: ZoneInfo) -> None:
    shown = back(wire.creation(made, FeedSettings(zone)), zone)
    assert shown
    assert wire.is_alike(made, shown)
    assert shown.span == made.span
    assert shown.sequence == made.sequence


@given(entries(), entries(), zones)
def test_a_change_makes_one_entry_of_another(one: Entry, other: Entry, zone: ZoneInfo) -> None:
    look = FeedSettings(zone)
    before = wire.creation(one, look)
    other = replace(other, uid=one.uid)
    shown = back(before, zone)
    assert shown
    after = {**before, **wire.change(shown, other, look, zone=zone)}
    changed = back(after, zone)
    assert changed
    assert wire.is_alike(other, changed)


@given(entries())
def test_a_change_to_the_same_says_only_whose_it_is(made: Entry) -> None:
    shown = back(wire.creation(made, LOOK))
    assert shown
    assert set(wire.change(shown, made, LOOK, zone=LOOK.zone)) == {"extendedProperties"}


@given(entries())
def test_an_id_is_one_google_takes(made: Entry) -> None:
    event_id = wire.event_id(made.uid)
    assert set(event_id) <= set("abcdefghijklmnopqrstuv0123456789")
    assert 5 <= len(event_id) <= 1024


@given(st.text(max_size=40))
def test_no_text_of_others_breaks_the_reading_of_marks(text: str) -> None:
    body = wire.creation(entry(), LOOK)
    marks = body["extendedProperties"]["private"]
    for mark in marks:
        assume(text != marks[mark])
        changed = {**body, "extendedProperties": {"private": {**marks, mark: text}}}
        shown = back(changed)
        if mark in {wire.OURS, wire.UID}:
            assert shown is None


@pytest.mark.parametrize("field", ["title", "text", "place"])
def test_what_is_too_long_is_cut_the_same_way_each_time(field: str) -> None:
    words: dict[str, Any] = {field: LONG}
    long = entry(**words)
    shown = back(wire.creation(long, LOOK))
    assert shown
    assert 1000 < len(getattr(shown, field)) <= wire.LONGEST_TEXT
    assert wire.is_alike(long, shown)
    assert back(wire.creation(shown, LOOK)) == shown


@pytest.mark.parametrize(
    "start", [None, {}, {"dateTime": "soon"}, {"date": "2026-13-01"}, {"dateTime": None, "date": None}]
)
def test_an_event_without_a_time_shows_no_entry(start: object) -> None:
    assert back({**wire.creation(entry(), LOOK), "start": start}) is None


def test_an_event_that_ends_before_it_starts_shows_no_entry() -> None:
    body = wire.creation(entry(), LOOK)
    assert back({**body, "start": body["end"], "end": body["start"]}) is None


def test_a_time_without_an_offset_is_on_the_clock_it_names() -> None:
    said = {"dateTime": "2026-11-23T18:00:00", "timeZone": "Europe/Berlin"}
    end = {"dateTime": "2026-11-23T14:00:00", "timeZone": "America/New_York"}
    event = Event({"start": said, "end": end}, ZoneInfo("Asia/Kathmandu"))
    assert event.span.start == MONDAY
    assert event.span.duration == timedelta(hours=2)


def test_a_reminder_is_no_longer_before_than_google_allows() -> None:
    body = wire.creation(entry(), replace(LOOK, alarm=timedelta(days=90)))
    assert body["reminders"]["overrides"] == [{"method": "popup", "minutes": 40_320}]


@given(st.text("abc <>&;\n\"'", max_size=40))
def test_markup_of_plain_words_can_be_taken_off(text: str) -> None:
    words = plain(text)
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert without_markup(escaped.replace("\n", "<br>")) == words
