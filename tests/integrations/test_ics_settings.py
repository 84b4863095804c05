"""The settings of each source decide what counts as busy."""

from datetime import timedelta
from typing import Any

import pytest

from tests.integrations.ics_text import busy, calendar, event, read

TIMED = "DTSTART:20250401T070000Z\nDTEND:20250401T080000Z"
WHOLE_DAY = "DTSTART;VALUE=DATE:20250401"
INVITED = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:boss@example.com\nATTENDEE;PARTSTAT={}:MAILTO:Me@Example.com"
ME = {"me": ("me@example.com",)}
CASES: dict[str, tuple[str, dict[str, Any], bool]] = {
    "nothing said": (TIMED, {}, True),
    "confirmed": (f"{TIMED}\nSTATUS:CONFIRMED", {}, True),
    "cancelled": (f"{TIMED}\nSTATUS:cancelled", {}, False),
    "tentative": (f"{TIMED}\nSTATUS:TENTATIVE", {}, True),
    "tentative, not counted": (f"{TIMED}\nSTATUS:TENTATIVE", {"tentative": False}, False),
    "tentative to Microsoft": (f"{TIMED}\nX-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE", {}, True),
    "tentative to Microsoft, not counted": (
        f"{TIMED}\nX-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE",
        {"tentative": False},
        False,
    ),
    "transparent": (f"{TIMED}\nTRANSP:transparent", {}, False),
    "transparent, counted": (f"{TIMED}\nTRANSP:TRANSPARENT", {"transparent": True}, True),
    "confirmed and transparent": (f"{TIMED}\nSTATUS:CONFIRMED\nTRANSP:TRANSPARENT", {}, False),
    "free to Microsoft": (f"{TIMED}\nTRANSP:OPAQUE\nX-MICROSOFT-CDO-BUSYSTATUS:FREE", {}, False),
    "free to Outlook.com": (f"{TIMED}\nX-MICROSOFT-MSNCALENDAR-BUSYSTATUS:FREE", {}, False),
    "working elsewhere": (f"{TIMED}\nX-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE", {}, False),
    "out of office": (f"{TIMED}\nX-MICROSOFT-CDO-BUSYSTATUS:OOF", {}, True),
    "once meant to be free": (f"{TIMED}\nX-MICROSOFT-CDO-INTENDEDSTATUS:FREE", {}, True),
    "declined": (f"{TIMED}\n{INVITED.format('DECLINED')}", ME, False),
    "declined by somebody": (f"{TIMED}\n{INVITED.format('DECLINED')}", {}, True),
    "delegated": (f"{TIMED}\n{INVITED.format('DELEGATED')}", ME, False),
    "not answered": (f"{TIMED}\n{INVITED.format('NEEDS-ACTION')}", ME, True),
    "maybe": (f"{TIMED}\n{INVITED.format('TENTATIVE')}", ME, True),
    "maybe, not counted": (f"{TIMED}\n{INVITED.format('TENTATIVE')}", {**ME, "tentative": False}, False),
    "declined under one of two addresses": (
        f"{TIMED}\n{INVITED.format('DECLINED')}\n{INVITED.format('ACCEPTED')}",
        ME,
        True,
    ),
    "all day": (WHOLE_DAY, {}, True),
    "all day, only if marked": (WHOLE_DAY, {"all_day": "marked"}, False),
    "all day, marked opaque": (f"{WHOLE_DAY}\nTRANSP:OPAQUE", {"all_day": "marked"}, True),
    "all day, marked busy": (f"{WHOLE_DAY}\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY", {"all_day": "marked"}, True),
    "all day, marked away": (f"{WHOLE_DAY}\nX-MICROSOFT-CDO-BUSYSTATUS:OOF", {"all_day": "marked"}, True),
    "all day, transparent": (f"{WHOLE_DAY}\nTRANSP:TRANSPARENT", {}, False),
    "timed, all day only if marked": (TIMED, {"all_day": "marked"}, True),
    "title ignored": (f"{TIMED}\nSUMMARY:Team LUNCH", {"ignore": ("lunch",)}, False),
    "title kept": (f"{TIMED}\nSUMMARY:Launch", {"ignore": ("lunch",)}, True),
    "title with a star": (f"{TIMED}\nSUMMARY:Lunch with Ada", {"ignore": ("lunch*",)}, False),
    "title with a star, elsewhere": (f"{TIMED}\nSUMMARY:After lunch", {"ignore": ("lunch*",)}, True),
    "no title": (TIMED, {"ignore": ("lunch",)}, True),
}


@pytest.mark.parametrize(("body", "settings", "counts"), CASES.values(), ids=CASES)
def test_counts_as_busy(body: str, settings: dict[str, Any], *, counts: bool) -> None:
    assert bool(busy(event(body), **settings)) is counts


def test_all_events_of_a_calendar_that_is_called_off_are_free() -> None:
    assert busy(calendar(f"METHOD:CANCEL\nBEGIN:VEVENT\n{TIMED}\nEND:VEVENT")) == []


def test_travel_surrounds_what_is_timed_and_takes_time() -> None:
    travel: dict[str, Any] = {"before": timedelta(minutes=30), "after": timedelta(minutes=15)}
    assert busy(event(TIMED), **travel) == ["04-01 06:30 - 08:15"]
    assert busy(event(WHOLE_DAY), **travel) == ["03-31 22:00 - 04-01 22:00"]
    assert busy(event("DTSTART:20250401T070000Z"), **travel) == []


def test_travel_reaches_into_the_window_from_outside_it() -> None:
    travel: dict[str, Any] = {"before": timedelta(hours=1), "after": timedelta(hours=2)}
    ends_before = event("DTSTART:20250323T210000Z\nDTEND:20250323T220000Z")
    starts_after = event("DTSTART:20250406T223000Z\nDTEND:20250406T233000Z")
    assert busy(ends_before, **travel) == ["03-23 23:00 - 03-24 00:00"]
    assert busy(starts_after, **travel) == ["04-06 21:30 - 22:00"]


def test_titles_are_shown_as_a_person_reads_them() -> None:
    folded = "SUMMARY:Lunch\\, Ada \\; Bob\\nand\n  friends"
    assert [one.title for one in read(event(f"{TIMED}\n{folded}")).busy] == ["Lunch, Ada ; Bob and friends"]
    latin = event(f"{TIMED}\nSUMMARY:Köln").decode().encode("latin-1")
    assert [(one.title, one.source) for one in read(latin).busy] == [("Köln", "work")]
