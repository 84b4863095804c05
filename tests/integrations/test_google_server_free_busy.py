"""The local Google server answers freeBusy queries, with per-calendar errors inside a 200."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx2
import pytest

from tests.fakes.google.caller import reason
from tests.fakes.google.hand import Hand
from tests.fakes.google_server import GoogleServer

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = {"timeMin": "2026-11-23T00:00:00Z", "timeMax": "2026-11-24T00:00:00Z"}


def ask(api: httpx2.Client, *calendars: str, **more: Any) -> httpx2.Response:
    named = [{"id": name} for name in calendars or ("primary",)]
    return api.post("freeBusy", json={**DAY, "items": named, **more})


def busy(api: httpx2.Client, **more: Any) -> list[tuple[str, str]]:
    told = ask(api, **more).json()["calendars"]["primary"]["busy"]
    return [(span["start"][11:], span["end"][11:]) for span in told]


def test_merges_what_touches(api: httpx2.Client, hand: Hand) -> None:
    for start in (NOON + HOUR, NOON, NOON + 4 * HOUR, NOON + 4.5 * HOUR):
        hand.meeting(start)
    assert busy(api) == [("12:00:00Z", "14:00:00Z"), ("16:00:00Z", "17:30:00Z")]


def test_takes_only_what_takes_time(api: httpx2.Client, hand: Hand) -> None:
    hand.declined(NOON)
    hand.transparent(NOON)
    hand.working_location(date(2026, 11, 23))
    hand.birthday(date(2026, 11, 23))
    hand.delete(hand.meeting(NOON))
    assert busy(api) == []


def test_takes_what_takes_time_by_any_name(api: httpx2.Client, hand: Hand) -> None:
    hand.out_of_office(NOON, HOUR)
    hand.focus_time(NOON + 2 * HOUR, HOUR)
    hand.from_gmail(NOON + 4 * HOUR, HOUR)
    hand.series(NOON - timedelta(days=7) - 2 * HOUR, HOUR, "RRULE:FREQ=WEEKLY")
    assert [start[:5] for start, _ in busy(api)] == ["10:00", "12:00", "14:00", "16:00"]


def test_cuts_at_the_range_and_takes_days_in_the_calendars_zone(api: httpx2.Client, hand: Hand) -> None:
    hand.whole_day(date(2026, 11, 23))
    assert busy(api) == [("00:00:00Z", "23:00:00Z")]


def test_tells_times_in_the_zone_asked_for(api: httpx2.Client, hand: Hand) -> None:
    hand.meeting(NOON)
    assert busy(api, timeZone="Asia/Kathmandu") == [("17:45:00+05:45", "18:45:00+05:45")]


def test_tells_a_free_busy_reader(api: httpx2.Client, google: GoogleServer) -> None:
    theirs = google.add_calendar("Theirs", role="freeBusyReader")
    theirs.meeting(NOON)
    (span,) = ask(api, theirs.id).json()["calendars"][theirs.id]["busy"]
    assert span == {"start": "2026-11-23T12:00:00Z", "end": "2026-11-23T13:00:00Z"}


def test_hides_what_it_cannot_tell(api: httpx2.Client, hand: Hand) -> None:
    hand.meeting(NOON)
    response = ask(api, "primary", "nobody@example.com")
    assert response.status_code == 200
    told = response.json()["calendars"]
    assert len(told["primary"]["busy"]) == 1
    assert told["nobody@example.com"] == {
        "errors": [{"domain": "global", "reason": "notFound"}],
        "busy": [],
    }


@pytest.mark.parametrize(("number", "is_told"), [(50, True), (51, False)])
def test_tells_of_fifty_at_most(api: httpx2.Client, number: int, *, is_told: bool) -> None:
    told = ask(api, "primary", *(f"c{n}" for n in range(number - 1))).json()["calendars"]
    assert ("errors" not in told["primary"]) is is_told


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"timeMax": "2027-02-21T00:00:00Z"}, None),
        ({"timeMax": "2027-02-21T00:00:01Z"}, "timeRangeTooLong"),
        ({"timeMax": "2026-11-23T00:00:00Z"}, "timeRangeEmpty"),
        ({"timeMax": None}, "required"),
        ({"timeMax": "tomorrow"}, "invalid"),
        ({"calendarExpansionMax": 51}, "invalid"),
        ({"timeZone": "Mars/Base"}, "invalid"),
    ],
)
def test_refuses_what_cannot_be_asked(api: httpx2.Client, said: dict[str, Any], expected: str | None) -> None:
    response = ask(api, **said)
    if expected is None:
        assert response.status_code == 200
    else:
        assert reason(response) == (400, expected)
