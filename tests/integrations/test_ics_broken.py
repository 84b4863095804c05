"""Broken feeds: no calendar at all is an error; a broken part is a warning and left out."""

import codecs

import pytest

from service.errors import CalendarUnreadable
from tests.integrations.ics_text import busy, calendar, event, read

HOUR = "DTSTART:20250401T070000Z\nDTEND:20250401T080000Z"
GOOD = f"BEGIN:VEVENT\nUID:good\n{HOUR}\nEND:VEVENT"
BUSY = ["04-01 07:00 - 08:00"]
WHOLE = calendar(GOOD)
NO_CALENDARS = {
    "nothing": b"",
    "blanks": b" \r\n\r\n",
    "HTML": b"<!doctype html><title>Log in</title>",
    "HTML that shows a calendar": b"<pre>\r\n" + WHOLE + b"</pre>",
    "JSON": b'{"error": "gone"}',
    "XML": b'<?xml version="1.0"?><error/>',
    "a card": b"BEGIN:VCARD\r\nFN:Ada\r\nEND:VCARD\r\n",
    "an event alone": GOOD.encode(),
    "octets": bytes(range(256)),
    "only its first line": b"BEGIN:VCALENDAR",
}


@pytest.mark.parametrize("raw", NO_CALENDARS.values(), ids=NO_CALENDARS)
def test_what_is_no_calendar_is_never_taken_for_an_empty_one(raw: bytes) -> None:
    with pytest.raises(CalendarUnreadable, match="work could not be read: it is no calendar"):
        read(raw)


@pytest.mark.parametrize("length", range(len(b"BEGIN:VCALENDAR\r\n"), len(WHOLE) - 2, 7))
def test_a_calendar_cut_off_anywhere_is_refused(length: int) -> None:
    with pytest.raises(CalendarUnreadable, match="cut off"):
        read(WHOLE[:length])


def test_a_second_calendar_cut_off_is_refused_too() -> None:
    with pytest.raises(CalendarUnreadable):
        read(WHOLE + WHOLE[:-20])
    with pytest.raises(CalendarUnreadable, match="no END:VCALENDAR"):
        read(WHOLE[: -len(b"END:VCALENDAR\r\n")] + WHOLE)


def test_a_calendar_without_events_is_free() -> None:
    assert busy(calendar("VERSION:2.0")) == []


WRITTEN = {
    "line feeds": WHOLE.replace(b"\r\n", b"\n"),
    "carriage returns": WHOLE.replace(b"\r\n", b"\r"),
    "two carriage returns": WHOLE.replace(b"\r\n", b"\r\r\n"),
    "mixed line ends": WHOLE.replace(b"\r\n", b"\n", 3).replace(b"UID:good\n", b"UID:good\r"),
    "blank lines": b"\r\n\r\n" + WHOLE.replace(b"\r\n", b"\r\n\r\n"),
    "no last line end": WHOLE.rstrip(),
    "a byte order mark": codecs.BOM_UTF8 + WHOLE,
    "two byte order marks": codecs.BOM_UTF8 * 2 + WHOLE,
    "UTF-16": WHOLE.decode().encode("utf-16"),
    "UTF-16, big end first, unmarked": WHOLE.decode().encode("utf-16-be"),
    "something after it": WHOLE + b"<!-- served in 0.2 s -->",
    "a card after it": WHOLE + NO_CALENDARS["a card"],
    "lower case": WHOLE.lower(),
    "folded at every octet": b"BEGIN:VCALENDAR"
    + b"".join(
        octet if octet in b"\r\n" else b"\r\n " + octet for octet in (bytes([each]) for each in WHOLE[15:])
    ),
    "folded in a name": WHOLE.replace(b"DTSTART", b"DTS\r\n\tTART"),
    "folded in a letter": WHOLE.replace(b"UID", "SUMMARY:ü\r\nUID".encode().replace(b"\xc3", b"\xc3\r\n ")),
    "control characters": WHOLE.replace(b"UID", b"SUMMARY:\x0b\x0c\x1c\xc2\x85\r\nUID"),
    "an event in a folded text": WHOLE.replace(b"UID", b"X-A:\r\n BEGIN:VEVENT\r\n END:VEVENT\r\nUID"),
}


@pytest.mark.parametrize("raw", WRITTEN.values(), ids=WRITTEN)
def test_ways_of_writing_the_same(raw: bytes) -> None:
    assert busy(raw) == BUSY


BROKEN = {
    "DTSTART:tomorrow": "line 4: DTSTART:tomorrow is no date or time; it was left out.",
    "DTSTART:20250332T090000Z": "line 4: DTSTART:20250332T090000Z is no day of any year; it was left out.",
    "DTSTART:20250401T250000Z": "line 4: DTSTART:20250401T250000Z is no time of day; it was left out.",
    "SUMMARY:no start": "line 2: has no DTSTART; it was left out.",
    "DTSTART:20250401T070000Z\nDURATION:1 hour": "line 5: DURATION:1 hour is no duration.",
    "DTSTART:20250401T070000Z\nDTEND:later": "line 5: DTEND:later is no date or time.",
    "DTSTART:20250401T070000Z\nDTEND:20250401T060000Z": "line 5: DTEND:20250401T060000Z is before the start.",
    "DTSTART:20250401T070000Z\nRRULE:X": "line 5: RRULE:X is no rule this reader knows; it was left out.",
    "DTSTART:20250401T070000Z\nSUMMARY:folded\n  twice\n  over\nDURATION": "line 8: DURATION has no value.",
}


@pytest.mark.parametrize(("body", "warning"), BROKEN.items(), ids=BROKEN)
def test_a_broken_event_is_named_with_line_and_value_and_costs_no_other(body: str, warning: str) -> None:
    raw = event(body).replace(b"END:VCALENDAR", GOOD.encode() + b"\r\nEND:VCALENDAR")
    assert busy(raw) == BUSY
    assert read(raw).warnings == [f"Event one, {warning}"]


OUTSIDE = [
    "DTSTART:20200401T070000Z\nDTEND:later",
    "DTSTART:20200401T070000Z\nDURATION:PT1H\nthis is no property",
    "DTSTART:20300401T070000Z\nRRULE:FREQ=NEVER",
    "DTSTART;TZID=Nowhere:20200401T070000\nDURATION:PT1H",
    "DTSTART;TZID=Nowhere:20200401T070000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3",
    "DTSTART;TZID=Asia/Tokyo:00010101T000000\nDTEND;TZID=Asia/Tokyo:00010101T010000",
]


@pytest.mark.parametrize("body", OUTSIDE)
def test_what_is_broken_outside_the_window_is_not_worth_a_word(body: str) -> None:
    found = read(event(body))
    assert (found.busy, found.warnings) == ([], [])


def test_properties_that_do_not_decide_may_hold_anything() -> None:
    odd = 'GEO:here\nATTACH;ENCODING=BASE64;VALUE=BINARY:§\nSEQUENCE:new\nCLASS;X="\nPRIORITY:high'
    found = read(event(f"{HOUR}\n{odd}"))
    assert (len(found.busy), found.warnings) == (1, [])


ENDS = {
    "missing": "BEGIN:VEVENT\nUID:open\nDTSTART:20250402T070000Z\nDURATION:PT1H",
    "of something else": "BEGIN:VEVENT\nUID:open\nDTSTART:20250402T070000Z\nDURATION:PT1H\nEND:VTODO",
}


@pytest.mark.parametrize("opened", ENDS.values(), ids=ENDS)
def test_an_event_whose_end_is(opened: str) -> None:
    for body in (f"{opened}\n{GOOD}", f"{GOOD}\n{opened}"):
        assert busy(calendar(body)) == [*BUSY, "04-02 07:00 - 08:00"]
        (warning,) = read(calendar(body)).warnings
        assert "Event open" in warning
        assert "has no END:VEVENT" in warning


def test_an_unknown_component_without_end_is_named() -> None:
    (warning,) = read(calendar(f"{GOOD}\nBEGIN:X-ROOM\n{GOOD}")).warnings
    assert warning.startswith("A component, line 7: has no end")


def test_a_thousand_broken_events_do_not_drown_what_else_is_said() -> None:
    warnings = read(event(*["DTSTART:tomorrow"] * 1000)).warnings
    assert len(warnings) == 21
    assert warnings[-1] == "980 more things could not be read."


HEAVY = {
    "a line of a million octets": f"{HOUR}\nDESCRIPTION:{'x' * 1_000_000}",
    "20,000 parameters": f"{HOUR}\nATTENDEE{';X=v' * 20_000}:mailto:me@example.com",
    "50,000 quotes": HOUR + "\nATTENDEE;CN=" + ",".join(['"a"'] * 50_000) + ":mailto:me@example.com",
    "unbalanced quotes": HOUR + "\nATTENDEE;CN=" + 'a"b' * 50_001 + ":mailto:me@example.com",
    "20,000 exclusions": f"{HOUR}\nEXDATE:{','.join(['19000101T000000Z'] * 20_000)}",
    "components in components": "\n".join([*["BEGIN:X-A"] * 5000, *["END:X-A"] * 5000, HOUR]),
    "a count of 5,000 digits": f"{HOUR}\nSEQUENCE:{'9' * 5000}",
    "20,000 folds": HOUR + "\nDESCRIPTION:x" + "\n x" * 20_000,
}


@pytest.mark.parametrize("body", HEAVY.values(), ids=HEAVY)
def test_heavy_events_are_read_all_the_same(body: str) -> None:
    assert busy(event(body), me=("me@example.com",)) == BUSY
