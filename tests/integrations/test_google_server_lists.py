"""The local Google server lists events as documented: bounds, filters, order, pages."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx2
import pytest

from tests.fakes.google.caller import EVENTS, hour, items, pages, reason
from tests.fakes.google.hand import Hand
from tests.fakes.google_server import GoogleServer

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def titles(found: list[dict[str, Any]]) -> list[str]:
    return [one["summary"] for one in found]


class TestBounds:
    @pytest.mark.parametrize(
        ("low", "high", "is_seen"),
        [
            ("2026-11-23T13:00:00Z", "2026-11-24T00:00:00Z", False),
            ("2026-11-23T12:59:59Z", "2026-11-24T00:00:00Z", True),
            ("2026-11-23T00:00:00Z", "2026-11-23T12:00:00Z", False),
            ("2026-11-23T00:00:00Z", "2026-11-23T12:00:01Z", True),
            ("2026-11-23T13:59:59.999+01:00", "2026-11-24T00:00:00+01:00", True),
        ],
    )
    def test_are_exclusive(
        self, api: httpx2.Client, hand: Hand, low: str, high: str, *, is_seen: bool
    ) -> None:
        hand.meeting(NOON)
        assert bool(items(api, timeMin=low, timeMax=high)) is is_seen

    def test_take_days_in_the_calendars_zone(self, api: httpx2.Client, hand: Hand) -> None:
        hand.whole_day(date(2026, 11, 23))
        assert items(api, timeMin="2026-11-23T22:59:59Z")
        assert not items(api, timeMin="2026-11-23T23:00:00Z")
        assert items(api, timeMax="2026-11-22T23:00:01Z")
        assert not items(api, timeMax="2026-11-22T23:00:00Z")

    @pytest.mark.parametrize("said", ["2026-11-23", "2026-11-23T12:00:00", "now"])
    @pytest.mark.parametrize("name", ["timeMin", "timeMax", "updatedMin"])
    def test_need_an_offset(self, api: httpx2.Client, name: str, said: str) -> None:
        assert reason(api.get(EVENTS, params={name: said})) == (400, "invalid")

    def test_need_room_between_them(self, api: httpx2.Client) -> None:
        bounds = {"timeMin": "2026-11-23T12:00:00Z", "timeMax": "2026-11-23T12:00:00Z"}
        assert reason(api.get(EVENTS, params=bounds)) == (400, "timeRangeEmpty")


class TestFilters:
    def test_finds_words_anywhere(self, api: httpx2.Client, hand: Hand) -> None:
        hand.meeting(NOON, title="Legs and arms")
        hand.add("Other", NOON, NOON + HOUR, description="On LEGS too")
        hand.meeting(NOON, title="Nothing")
        assert titles(items(api, q="legs")) == ["Legs and arms", "Other"]
        assert titles(items(api, q="legs arms")) == ["Legs and arms"]

    def test_finds_properties_that_all_hold(self, api: httpx2.Client) -> None:
        for summary, properties in {"ab": {"a": "1", "b": "2"}, "a": {"a": "1"}, "none": {}}.items():
            marked = {"private": properties, "shared": {"team": summary}}
            api.post(EVENTS, json=hour(summary=summary, extendedProperties=marked))
        assert titles(items(api, privateExtendedProperty="a=1")) == ["ab", "a"]
        assert titles(items(api, privateExtendedProperty=["a=1", "b=2"])) == ["ab"]
        assert titles(items(api, privateExtendedProperty="a=1", sharedExtendedProperty="team=a")) == ["a"]
        assert items(api, sharedExtendedProperty="a=1") == []
        assert reason(api.get(EVENTS, params={"privateExtendedProperty": "a"})) == (400, "invalid")

    def test_finds_properties_of_which_one_holds(self, api: httpx2.Client, google: GoogleServer) -> None:
        for key in "ab":
            api.post(EVENTS, json=hour(summary=key, extendedProperties={"private": {key: "1"}}))
        google.listing.matches_any = True
        assert titles(items(api, privateExtendedProperty=["a=1", "b=1"])) == ["a", "b"]

    def test_finds_what_was_changed_lately_deleted_or_not(
        self, api: httpx2.Client, google: GoogleServer, hand: Hand
    ) -> None:
        hand.meeting(NOON, title="Old")
        gone = hand.meeting(NOON, title="Gone")
        google.clock.move(HOUR / 2)
        since = google.clock.now().isoformat()
        hand.meeting(NOON, title="New")
        hand.delete(gone)
        assert titles(items(api, updatedMin=since)) == ["Gone", "New"]

    def test_finds_kinds(self, api: httpx2.Client, hand: Hand) -> None:
        hand.focus_time(NOON, HOUR)
        hand.working_location(date(2026, 11, 23))
        hand.from_gmail(NOON, HOUR)
        hand.meeting(NOON)
        kinds = ["focusTime", "workingLocation", "fromGmail", "default"]
        assert [one["eventType"] for one in items(api)] == kinds
        assert [one["eventType"] for one in items(api, eventTypes=["focusTime", "default"])] == [
            "focusTime",
            "default",
        ]

    def test_orders_by_start_only_single_events(self, api: httpx2.Client, hand: Hand) -> None:
        hand.meeting(NOON + HOUR, title="Later")
        hand.meeting(NOON, title="Sooner")
        assert titles(items(api, singleEvents="true", orderBy="startTime")) == ["Sooner", "Later"]
        assert reason(api.get(EVENTS, params={"orderBy": "startTime"})) == (400, "badRequest")
        assert reason(api.get(EVENTS, params={"orderBy": "title"})) == (400, "invalid")

    def test_orders_by_change(self, api: httpx2.Client, google: GoogleServer, hand: Hand) -> None:
        first = hand.meeting(NOON, title="First")
        hand.meeting(NOON, title="Second")
        google.clock.move(HOUR / 2)
        hand.annotate(first, "Changed")
        assert titles(items(api, orderBy="updated")) == ["Second", "First"]

    @pytest.mark.parametrize("query", [{"singleEvents": "yes"}, {"maxResults": "0"}, {"maxResults": "x"}])
    def test_refuses_what_is_no_value(self, api: httpx2.Client, query: dict[str, str]) -> None:
        assert reason(api.get(EVENTS, params=query)) == (400, "invalid")


class TestPages:
    @pytest.fixture(autouse=True)
    def _seven(self, hand: Hand) -> None:
        for number in range(7):
            hand.meeting(NOON + number * HOUR, title=str(number))

    def test_are_as_long_as_asked_for(self, api: httpx2.Client) -> None:
        found = pages(api, maxResults=3)
        assert [titles(page["items"]) for page in found] == [["0", "1", "2"], ["3", "4", "5"], ["6"]]
        assert ["nextSyncToken" in page for page in found] == [False, False, True]

    def test_may_be_shorter_and_empty(self, api: httpx2.Client, google: GoogleServer) -> None:
        google.listing.page_limit, google.listing.empty_pages = 4, True
        found = pages(api, maxResults=2500)
        assert [len(page["items"]) for page in found] == [0, 4, 0, 3]

    def test_hold_at_most_2500(self, api: httpx2.Client, hand: Hand) -> None:
        hand.series(NOON, HOUR, "RRULE:FREQ=DAILY;COUNT=2600", title="Daily")
        found = pages(api, maxResults=9999, singleEvents="true", timeMax="2036-01-01T00:00:00Z")
        assert [len(page["items"]) for page in found] == [2500, 107]

    def test_hold_250_when_nothing_is_said(self, api: httpx2.Client, hand: Hand) -> None:
        hand.series(NOON, HOUR, "RRULE:FREQ=DAILY;COUNT=250", title="Daily")
        assert [len(page["items"]) for page in pages(api, singleEvents="true")] == [250, 7]

    def test_can_be_asked_for_again(self, api: httpx2.Client) -> None:
        token = api.get(EVENTS, params={"maxResults": 3}).json()["nextPageToken"]
        query = {"maxResults": 3, "pageToken": token}
        assert titles(api.get(EVENTS, params=query).json()["items"]) == ["3", "4", "5"]
        assert titles(api.get(EVENTS, params=query).json()["items"]) == ["3", "4", "5"]

    def test_do_not_go_on_with_another_question(self, api: httpx2.Client) -> None:
        token = api.get(EVENTS, params={"maxResults": 3}).json()["nextPageToken"]
        for query in ({"maxResults": "3", "q": "1"}, {"maxResults": "4"}):
            assert reason(api.get(EVENTS, params={**query, "pageToken": token})) == (400, "invalid")
        assert reason(api.get(EVENTS, params={"pageToken": "x"})) == (400, "invalid")

    def test_lose_nothing_that_changes_in_between(self, api: httpx2.Client, hand: Hand) -> None:
        first = api.get(EVENTS, params={"maxResults": 5}).json()
        seventh = hand.titled("6")[0]["id"]
        hand.delete(seventh)
        rest = api.get(EVENTS, params={"maxResults": 5, "pageToken": first["nextPageToken"]}).json()
        (gone,) = items(api, syncToken=rest["nextSyncToken"])
        assert (gone["id"], gone["status"]) == (seventh, "cancelled")


def test_says_what_calendar_it_is(api: httpx2.Client) -> None:
    page = api.get(EVENTS).json()
    assert (page["kind"], page["timeZone"], page["accessRole"]) == (
        "calendar#events",
        "Europe/Berlin",
        "owner",
    )
    assert page["items"] == []
