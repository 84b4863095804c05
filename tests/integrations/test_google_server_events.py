"""The local Google server keeps the documented rules of single events."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest

from tests.fakes.google.caller import EVENTS, hour, items, reason
from tests.fakes.google_server import GoogleServer

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ONE = f"{EVENTS}/abcde12345"


def insert(api: httpx2.Client, **more: Any) -> httpx2.Response:
    return api.post(EVENTS, json=hour(**{"id": "abcde12345"} | more))


class TestIds:
    @pytest.mark.parametrize("event_id", ["abcd", "abcdw", "ABCDE", "ab-cd-ef", "ü" * 6, "a" * 1025, 12345])
    def test_refuses_what_is_no_base32hex(self, api: httpx2.Client, event_id: object) -> None:
        assert reason(insert(api, id=event_id)) == (400, "invalid")

    @pytest.mark.parametrize("event_id", ["av019", "v" * 1024])
    def test_takes_five_to_1024_characters(self, api: httpx2.Client, event_id: str) -> None:
        assert insert(api, id=event_id).json()["id"] == event_id

    def test_makes_one_when_none_is_said(self, api: httpx2.Client) -> None:
        first, second = (api.post(EVENTS, json=hour()).json()["id"] for _ in range(2))
        assert first != second
        assert api.get(f"{EVENTS}/{first}").json()["id"] == first

    def test_gives_an_ical_uid_from_the_id(self, api: httpx2.Client) -> None:
        assert insert(api).json()["iCalUID"] == "abcde12345@google.com"

    def test_takes_an_ical_uid_instead(self, api: httpx2.Client) -> None:
        body = hour(iCalUID="x@liftrun")
        made = api.post(EVENTS, json=body).json()
        assert made["iCalUID"] == "x@liftrun"
        assert [one["id"] for one in items(api, iCalUID="x@liftrun")] == [made["id"]]
        assert reason(api.post(EVENTS, json=body)) == (409, "duplicate")

    def test_refuses_both_at_once(self, api: httpx2.Client) -> None:
        assert reason(insert(api, iCalUID="x@liftrun")) == (400, "invalid")
        assert insert(api, iCalUID="abcde12345@google.com").status_code == 200

    def test_refuses_an_id_that_is_there(self, api: httpx2.Client, google: GoogleServer) -> None:
        insert(api, summary="Mine")
        assert reason(insert(api, summary="Other")) == (409, "duplicate")
        assert api.get(ONE).json()["summary"] == "Mine"
        assert google.writes == 1

    def test_keeps_ids_apart_by_calendar(self, api: httpx2.Client, google: GoogleServer) -> None:
        other = google.add_calendar("Other")
        insert(api)
        assert api.post(f"calendars/{other.id}/events", json=hour(id="abcde12345")).status_code == 200

    def test_knows_no_other(self, api: httpx2.Client) -> None:
        assert reason(api.get(ONE)) == (404, "notFound")
        assert reason(api.patch(ONE, json={})) == (404, "notFound")
        assert reason(api.delete(ONE)) == (404, "notFound")


class TestTombstones:
    @pytest.fixture(autouse=True)
    def _deleted(self, api: httpx2.Client) -> None:
        insert(api, summary="Gone", location="Gym")
        response = api.delete(ONE)
        assert (response.status_code, response.content) == (204, b"")

    def test_shows_it_cancelled_with_all_it_had(self, api: httpx2.Client) -> None:
        gone = api.get(ONE).json()
        assert (gone["status"], gone["summary"], gone["location"]) == ("cancelled", "Gone", "Gym")

    def test_is_listed_only_when_asked_for(self, api: httpx2.Client) -> None:
        assert items(api) == []
        assert [one["status"] for one in items(api, showDeleted="true")] == ["cancelled"]

    def test_is_deleted_only_once(self, api: httpx2.Client, google: GoogleServer) -> None:
        assert reason(api.delete(ONE)) == (410, "deleted")
        assert google.writes == 2

    def test_keeps_its_id(self, api: httpx2.Client) -> None:
        assert reason(insert(api)) == (409, "duplicate")

    @pytest.mark.parametrize("method", ["PATCH", "PUT"])
    def test_comes_back_by_a_write_that_says_confirmed(self, api: httpx2.Client, method: str) -> None:
        back = api.request(method, ONE, json=hour(status="confirmed", summary="Back"))
        assert (back.json()["status"], back.json()["summary"]) == ("confirmed", "Back")
        assert [one["id"] for one in items(api)] == ["abcde12345"]

    def test_stays_gone_when_a_patch_does_not_say_so(self, api: httpx2.Client) -> None:
        assert api.patch(ONE, json={"summary": "Still"}).json()["status"] == "cancelled"
        assert items(api) == []

    def test_has_a_new_etag(self, api: httpx2.Client) -> None:
        before = api.patch(ONE, json={"status": "confirmed"}).json()["etag"]
        assert api.delete(ONE, headers={"If-Match": before}).status_code == 204
        assert api.get(ONE).json()["etag"] != before


class TestVersions:
    def test_gives_every_state_an_etag_in_body_and_header(self, api: httpx2.Client) -> None:
        responses = [
            insert(api),
            api.patch(ONE, json={"summary": "New"}),
            api.patch(ONE, json={"reminders": {"useDefault": False}}),
            api.put(ONE, json=hour()),
        ]
        etags = [response.json()["etag"] for response in responses]
        assert len(set(etags)) == len(etags)
        assert [response.headers["ETag"] for response in responses] == etags

    def test_does_not_count_reminders_as_an_update(self, api: httpx2.Client) -> None:
        before = insert(api).json()["updated"]
        assert api.patch(ONE, json={"reminders": {"useDefault": False}}).json()["updated"] == before
        assert api.patch(ONE, json={"summary": "New"}).json()["updated"] > before

    @pytest.mark.parametrize("method", ["PATCH", "PUT", "DELETE"])
    def test_writes_only_the_state_that_was_seen(
        self, api: httpx2.Client, google: GoogleServer, method: str
    ) -> None:
        stale = insert(api).json()["etag"]
        google.calendar().retitle("abcde12345", "By hand")
        response = api.request(method, ONE, json=hour(), headers={"If-Match": stale})
        assert reason(response) == (412, "conditionNotMet")
        assert api.get(ONE).json()["summary"] == "By hand"
        fresh = api.get(ONE).json()["etag"]
        assert api.request(method, ONE, json=hour(), headers={"If-Match": fresh}).is_success

    def test_writes_any_state_for_a_star(self, api: httpx2.Client) -> None:
        insert(api)
        assert api.patch(ONE, json={}, headers={"If-Match": "*"}).status_code == 200

    def test_says_when_nothing_is_new(self, api: httpx2.Client) -> None:
        seen = {"If-None-Match": insert(api).json()["etag"]}
        response = api.get(ONE, headers=seen)
        assert (response.status_code, response.content) == (304, b"")
        api.patch(ONE, json={"summary": "New"})
        assert api.get(ONE, headers=seen).status_code == 200

    def test_says_when_a_whole_list_has_nothing_new(self, api: httpx2.Client) -> None:
        insert(api)
        seen = {"If-None-Match": api.get(EVENTS).json()["etag"]}
        assert api.get(EVENTS, headers=seen).status_code == 304
        api.delete(ONE)
        assert api.get(EVENTS, headers=seen).status_code == 200

    def test_counts_the_sequence_when_the_time_changes(self, api: httpx2.Client) -> None:
        insert(api, sequence=3)
        assert api.patch(ONE, json={"summary": "New"}).json()["sequence"] == 3
        assert api.patch(ONE, json=hour(end="2026-11-23T19:00:00Z")).json()["sequence"] == 4
        assert api.patch(ONE, json={"sequence": 9}).json()["sequence"] == 9
        assert reason(api.patch(ONE, json={"sequence": 8})) == (400, "invalid")


class TestPatch:
    def test_leaves_what_it_does_not_name(self, api: httpx2.Client) -> None:
        guests = [{"email": "friend@example.com"}]
        insert(api, summary="Legs", colorId="5", attendees=guests)
        patched = api.patch(ONE, json={"summary": "Arms"}).json()
        assert (patched["summary"], patched["colorId"], patched["attendees"]) == ("Arms", "5", guests)

    def test_removes_what_it_names_as_null(self, api: httpx2.Client) -> None:
        insert(api, location="Gym")
        assert "location" not in api.patch(ONE, json={"location": None}).json()

    def test_merges_properties_by_key(self, api: httpx2.Client) -> None:
        insert(api, extendedProperties={"private": {"a": "1", "b": "2"}, "shared": {"c": "3"}})
        changes = {"private": {"a": None, "b": "5", "d": "4"}}
        patched = api.patch(ONE, json={"extendedProperties": changes}).json()
        assert patched["extendedProperties"] == {"private": {"b": "5", "d": "4"}, "shared": {"c": "3"}}

    def test_does_not_keep_empty_texts(self, api: httpx2.Client) -> None:
        insert(api, description="Words", summary="Legs")
        bare = api.patch(ONE, json={"description": "", "summary": ""}).json()
        assert not {"description", "summary"} & set(bare)

    def test_keeps_read_only_fields(self, api: httpx2.Client) -> None:
        before = insert(api).json()
        said = {"created": "2000-01-01T00:00:00Z", "id": "zzzzz", "etag": "x", "creator": {"email": "x"}}
        after = api.patch(ONE, json=said).json()
        assert {key: after[key] for key in ("created", "id", "creator")} == {
            key: before[key] for key in ("created", "id", "creator")
        }


class TestPut:
    def test_erases_what_it_does_not_name(self, api: httpx2.Client) -> None:
        insert(api, colorId="5", attendees=[{"email": "friend@example.com"}], location="Gym")
        put = api.put(ONE, json=hour(summary="Bare")).json()
        assert put["summary"] == "Bare"
        assert not {"colorId", "attendees", "location"} & set(put)

    def test_needs_a_whole_event(self, api: httpx2.Client) -> None:
        insert(api)
        assert reason(api.put(ONE, json={"summary": "Bare"})) == (400, "required")


class TestHand:
    def test_is_no_write(self, api: httpx2.Client, google: GoogleServer) -> None:
        hand = google.calendar()
        event_id = hand.meeting(NOON)
        hand.move(event_id, NOON + timedelta(hours=2))
        hand.annotate(event_id, "Bring the plan.")
        hand.remind(event_id, timedelta(minutes=10))
        seen = api.get(f"{EVENTS}/{event_id}").json()
        assert seen["end"]["dateTime"] == "2026-11-23T16:00:00+01:00"
        assert seen["description"] == "Bring the plan."
        hand.delete(event_id)
        hand.restore(event_id)
        assert api.get(f"{EVENTS}/{event_id}").json()["status"] == "confirmed"
        assert google.writes == 0

    def test_moves_a_whole_day_to_an_hour_and_back(self, api: httpx2.Client, google: GoogleServer) -> None:
        hand = google.calendar()
        event_id = hand.whole_day(NOON.date())
        hand.move(event_id, NOON, NOON + timedelta(hours=1))
        assert api.get(f"{EVENTS}/{event_id}").json()["start"]["dateTime"] == "2026-11-23T13:00:00+01:00"
        hand.move(event_id, NOON.date(), NOON.date() + timedelta(days=2))
        assert api.get(f"{EVENTS}/{event_id}").json()["end"] == {"date": "2026-11-25"}

    def test_sees_bytes_change_only_with_the_event(self, api: httpx2.Client, google: GoogleServer) -> None:
        hand = google.calendar()
        kept, changed = hand.meeting(NOON), hand.meeting(NOON)
        before = hand.bytes()
        api.patch(f"{EVENTS}/{changed}", json={"summary": "New"})
        assert hand.bytes()[kept] == before[kept]
        assert hand.bytes()[changed] != before[changed]
