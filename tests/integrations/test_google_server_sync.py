"""The local Google server reports changes since a sync token, and expires tokens."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest

from tests.fakes.google.caller import EVENTS, calling, items, pages, reason
from tests.fakes.google.hand import Hand
from tests.fakes.google_server import GoogleServer

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SINGLE = {"singleEvents": "true"}
WEEK = {"timeMin": "2026-11-23T00:00:00Z", "timeMax": "2026-11-30T00:00:00Z"}


def token(api: httpx2.Client, **query: str) -> str:
    return str(pages(api, **query)[-1]["nextSyncToken"])


def told(found: list[dict[str, Any]]) -> dict[str, str]:
    return {one["id"]: one["status"] for one in found}


def test_tells_only_what_changed(api: httpx2.Client, hand: Hand) -> None:
    hand.meeting(NOON)
    changed, gone = hand.meeting(NOON), hand.meeting(NOON)
    since = token(api, **SINGLE)
    hand.retitle(changed, "New")
    hand.delete(gone)
    added = hand.meeting(NOON)
    found = items(api, syncToken=since, **SINGLE)
    assert told(found) == {changed: "confirmed", gone: "cancelled", added: "confirmed"}


def test_tells_of_the_gone_only_that_they_are(api: httpx2.Client, hand: Hand) -> None:
    gone = hand.meeting(NOON)
    since = token(api, **SINGLE)
    hand.delete(gone)
    (bare,) = items(api, syncToken=since, **SINGLE)
    assert set(bare) == {"kind", "etag", "id", "status"}


def test_tells_of_a_reminder_too(api: httpx2.Client, hand: Hand) -> None:
    event_id = hand.meeting(NOON)
    since = token(api, **SINGLE)
    hand.remind(event_id, HOUR)
    assert told(items(api, syncToken=since, **SINGLE)) == {event_id: "confirmed"}


def test_goes_on_from_token_to_token(api: httpx2.Client, hand: Hand) -> None:
    since = token(api, **SINGLE)
    first = hand.meeting(NOON)
    page = pages(api, syncToken=since, **SINGLE)[-1]
    assert told(page["items"]) == {first: "confirmed"}
    assert items(api, syncToken=page["nextSyncToken"], **SINGLE) == []
    assert told(items(api, syncToken=since, **SINGLE)) == {first: "confirmed"}


def test_comes_in_pages(api: httpx2.Client, google: GoogleServer, hand: Hand) -> None:
    since = token(api, **SINGLE)
    added = [hand.meeting(NOON + number * HOUR) for number in range(5)]
    google.listing.page_limit, google.listing.empty_pages = 2, True
    found = pages(api, syncToken=since, **SINGLE)
    assert [one["id"] for page in found for one in page["items"]] == added
    assert ["nextSyncToken" in page for page in found] == [False] * 5 + [True]


def test_tells_of_what_left_the_window_of_the_first_sync(api: httpx2.Client, hand: Hand) -> None:
    event_id = hand.meeting(NOON)
    since = token(api, **WEEK, **SINGLE)
    hand.move(event_id, NOON + 30 * DAY)
    (moved,) = items(api, syncToken=since, **SINGLE)
    assert moved["start"]["dateTime"].startswith("2026-12-23")


class TestSeries:
    @pytest.fixture
    def series(self, hand: Hand) -> str:
        return hand.series(NOON, HOUR, "RRULE:FREQ=DAILY;COUNT=3")

    @pytest.fixture
    def since(self, api: httpx2.Client, series: str) -> str:
        assert series
        return token(api, **WEEK, **SINGLE)

    @pytest.fixture
    def ids(self, series: str) -> list[str]:
        return [f"{series}_202611{day}T120000Z" for day in (23, 24, 25)]

    def test_tells_of_one_instance_alone(
        self, api: httpx2.Client, hand: Hand, since: str, ids: list[str]
    ) -> None:
        hand.retitle(ids[1], "Alone")
        assert told(items(api, syncToken=since, **SINGLE)) == {ids[1]: "confirmed"}

    def test_tells_of_a_cancelled_one_whose_it_was(
        self, api: httpx2.Client, hand: Hand, since: str, ids: list[str]
    ) -> None:
        hand.delete(ids[1])
        (bare,) = items(api, syncToken=since, **SINGLE)
        assert (bare["id"], bare["status"]) == (ids[1], "cancelled")
        assert bare["originalStartTime"]["dateTime"] == "2026-11-24T13:00:00+01:00"
        assert "start" not in bare

    def test_tells_of_instances_that_the_rule_makes_no_more(
        self, api: httpx2.Client, hand: Hand, since: str, ids: list[str], series: str
    ) -> None:
        hand.change(series, recurrence=["RRULE:FREQ=DAILY;COUNT=2"])
        found = told(items(api, syncToken=since, **SINGLE))
        assert found == {ids[0]: "confirmed", ids[1]: "confirmed", ids[2]: "cancelled"}

    def test_tells_of_every_instance_of_a_deleted_series(
        self, api: httpx2.Client, hand: Hand, since: str, ids: list[str], series: str
    ) -> None:
        hand.delete(series)
        assert told(items(api, syncToken=since, **SINGLE)) == dict.fromkeys(ids, "cancelled")

    def test_tells_of_the_series_itself_otherwise(
        self, api: httpx2.Client, hand: Hand, ids: list[str], series: str
    ) -> None:
        since = token(api)
        hand.delete(ids[0])
        hand.retitle(series, "All")
        assert told(items(api, syncToken=since)) == {series: "confirmed", ids[0]: "cancelled"}


class TestTokens:
    @pytest.mark.parametrize("query", [{}, SINGLE, WEEK, {"showDeleted": "true"}, {"maxResults": "1"}])
    def test_come_with_what_can_be_gone_on_with(self, api: httpx2.Client, query: dict[str, str]) -> None:
        assert token(api, **query)

    @pytest.mark.parametrize(
        "query",
        [
            SINGLE | {"orderBy": "startTime"},
            {"q": "legs"},
            {"privateExtendedProperty": "a=1"},
            {"sharedExtendedProperty": "a=1"},
            {"iCalUID": "x"},
            {"updatedMin": "2026-11-23T00:00:00Z"},
        ],
    )
    def test_do_not_come_with_filters(self, api: httpx2.Client, query: dict[str, str]) -> None:
        assert "nextSyncToken" not in pages(api, **query)[-1]

    @pytest.mark.parametrize(
        "query",
        [
            {"orderBy": "startTime"},
            {"q": "legs"},
            {"privateExtendedProperty": "a=1"},
            {"sharedExtendedProperty": "a=1"},
            {"iCalUID": "x"},
            {"updatedMin": "2026-11-23T00:00:00Z"},
            {"timeMin": "2026-11-23T00:00:00Z"},
            {"timeMax": "2026-11-23T00:00:00Z"},
            {"showDeleted": "false"},
        ],
    )
    def test_are_not_taken_with_filters(self, api: httpx2.Client, query: dict[str, str]) -> None:
        asked = SINGLE | {"syncToken": token(api, **SINGLE)} | query
        assert reason(api.get(EVENTS, params=asked)) == (400, "syncTokenWithRequestRestrictions")

    def test_are_not_taken_for_another_question(self, api: httpx2.Client, google: GoogleServer) -> None:
        since = token(api, **SINGLE)
        other = f"calendars/{google.add_calendar('Other').id}/events"
        for path, query in ((EVENTS, {}), (other, SINGLE), (EVENTS, SINGLE | {"syncToken": "made-up"})):
            asked = {"syncToken": since} | query
            assert reason(api.get(path, params=asked)) == (400, "invalid")

    def test_are_void_on_demand(self, api: httpx2.Client, google: GoogleServer) -> None:
        since = token(api, **SINGLE)
        google.listing.forget_sync_tokens()
        response = api.get(EVENTS, params=SINGLE | {"syncToken": since})
        assert reason(response) == (410, "fullSyncRequired")
        fresh = SINGLE | {"syncToken": token(api, **SINGLE)}
        assert api.get(EVENTS, params=fresh).status_code == 200

    def test_are_void_after_a_month(self, api: httpx2.Client, google: GoogleServer) -> None:
        since = token(api, **SINGLE)
        google.clock.move(31 * DAY)
        with calling(google) as later:
            response = later.get(EVENTS, params=SINGLE | {"syncToken": since})
        assert reason(response) == (410, "fullSyncRequired")

    def test_are_void_when_the_sharing_changes(self, api: httpx2.Client, google: GoogleServer) -> None:
        since = token(api, **SINGLE)
        google.share(google.calendar().id, "reader", "friend@example.com")
        response = api.get(EVENTS, params=SINGLE | {"syncToken": since})
        assert reason(response) == (410, "fullSyncRequired")
