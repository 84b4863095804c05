"""The local Google server keeps calendars, the calendar list, and access roles."""

from datetime import UTC, datetime

import httpx2
import pytest

from tests.fakes.google.caller import EVENTS, calling, hour, items, reason
from tests.fakes.google.scopes import FULL, ROOT
from tests.fakes.google_server import ATHLETE, GoogleServer

LIST = "users/me/calendarList"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class TestCalendars:
    def test_are_made(self, api: httpx2.Client, google: GoogleServer) -> None:
        made = api.post("calendars", json={"summary": "Training", "timeZone": "Asia/Kathmandu"}).json()
        assert made["id"].endswith("@group.calendar.google.com")
        assert api.get(f"calendars/{made['id']}").json() == made
        entry = api.get(f"{LIST}/{made['id']}").json()
        assert (entry["summary"], entry["accessRole"]) == ("Training", "owner")
        event = api.post(f"calendars/{made['id']}/events", json=hour()).json()
        assert event["start"]["dateTime"] == "2026-11-23T22:45:00+05:45"
        assert event["organizer"]["email"] == made["id"]
        assert google.writes == 2

    def test_may_share_a_name(self, api: httpx2.Client) -> None:
        first, second = (api.post("calendars", json={"summary": "Training"}).json() for _ in range(2))
        assert first["id"] != second["id"]
        assert [one["summary"] for one in items(api, LIST)] == [ATHLETE, "Training", "Training"]

    def test_need_a_name_and_a_zone_that_exists(self, api: httpx2.Client) -> None:
        assert reason(api.post("calendars", json={})) == (400, "required")
        said = {"summary": "Training", "timeZone": "Mars/Base"}
        assert reason(api.post("calendars", json=said)) == (400, "invalid")

    def test_are_renamed(self, api: httpx2.Client, google: GoogleServer) -> None:
        path = f"calendars/{google.add_calendar('Old').id}"
        assert api.patch(path, json={"summary": "New", "description": "Words"}).json()["summary"] == "New"
        assert api.get(path).json()["description"] == "Words"

    @pytest.mark.parametrize("by_hand", [True, False])
    def test_are_gone_when_deleted(self, api: httpx2.Client, google: GoogleServer, *, by_hand: bool) -> None:
        calendar = google.add_calendar("Training")
        path = f"calendars/{calendar.id}"
        event_id = calendar.meeting(NOON)
        if by_hand:
            google.delete_calendar(calendar.id)
        else:
            assert api.delete(path).status_code == 204
        for response in (
            api.get(path),
            api.delete(path),
            api.get(f"{LIST}/{calendar.id}"),
            api.get(f"{path}/events"),
            api.post(f"{path}/events", json=hour()),
            api.get(f"{path}/events/{event_id}"),
            api.patch(f"{path}/events/{event_id}", json={}),
            api.delete(f"{path}/events/{event_id}"),
        ):
            assert reason(response) == (404, "notFound")
        assert [one["id"] for one in items(api, LIST)] == [ATHLETE]
        assert [one.get("deleted") for one in items(api, LIST, showDeleted="true")] == [None, True]

    def test_cannot_be_deleted_when_primary(self, api: httpx2.Client) -> None:
        assert reason(api.delete("calendars/primary")) == (400, "cannotDeletePrimaryCalendar")

    def test_are_nobody_elses(self, api: httpx2.Client, google: GoogleServer) -> None:
        hidden = google.add_calendar("Theirs", role="none")
        assert reason(api.get(f"calendars/{hidden.id}/events")) == (404, "notFound")


class TestList:
    def test_knows_the_primary_by_two_names(self, api: httpx2.Client) -> None:
        assert api.get(f"{LIST}/primary").json() == api.get(f"{LIST}/{ATHLETE}").json()
        assert api.get(f"{LIST}/primary").json()["primary"] is True

    def test_tells_roles(self, api: httpx2.Client, google: GoogleServer) -> None:
        for role in ("freeBusyReader", "reader", "writer"):
            google.add_calendar(role, role=role)
        assert {one["summary"]: one["accessRole"] for one in items(api, LIST)} == {
            ATHLETE: "owner",
            "freeBusyReader": "freeBusyReader",
            "reader": "reader",
            "writer": "writer",
        }
        assert [one["summary"] for one in items(api, LIST, minAccessRole="writer")] == [ATHLETE, "writer"]

    def test_leaves_out_the_hidden(self, api: httpx2.Client, google: GoogleServer) -> None:
        google.add_calendar("Hidden", hidden=True)
        assert len(items(api, LIST)) == 1
        assert [one.get("hidden") for one in items(api, LIST, showHidden="true")] == [None, True]

    def test_comes_in_pages(self, api: httpx2.Client, google: GoogleServer) -> None:
        for number in range(4):
            google.add_calendar(str(number))
        google.listing.page_limit = 2
        assert [one["summary"] for one in items(api, LIST)] == [ATHLETE, "0", "1", "2", "3"]
        assert len(api.get(LIST).json()["items"]) == 2

    def test_is_the_persons_own_to_change(self, api: httpx2.Client, google: GoogleServer) -> None:
        shared = google.add_calendar("Theirs", role="reader", listed=False)
        assert len(items(api, LIST)) == 1
        assert api.get(f"calendars/{shared.id}/events").status_code == 200
        assert api.post(LIST, json={"id": shared.id}).json()["summary"] == "Theirs"
        named = api.patch(f"{LIST}/{shared.id}", json={"summaryOverride": "Mine", "summary": "x"}).json()
        assert (named["summaryOverride"], named["summary"]) == ("Mine", "Theirs")
        assert api.delete(f"{LIST}/{shared.id}").status_code == 204
        assert len(items(api, LIST)) == 1
        assert api.get(f"calendars/{shared.id}").status_code == 200

    def test_tells_what_changed(self, api: httpx2.Client, google: GoogleServer) -> None:
        since = api.get(LIST).json()["nextSyncToken"]
        google.delete_calendar(google.add_calendar("Short").id)
        google.add_calendar("Long")
        found = items(api, LIST, syncToken=since)
        assert [(one.get("summary"), one.get("deleted")) for one in found] == [(None, True), ("Long", None)]


class TestRoles:
    def test_reader_reads_and_does_not_write(self, api: httpx2.Client, google: GoogleServer) -> None:
        calendar = google.add_calendar("Theirs", role="reader")
        path = f"calendars/{calendar.id}/events"
        one = f"{path}/{calendar.meeting(NOON)}"
        assert api.get(one).json()["summary"] == "Meeting"
        for response in (
            api.post(path, json=hour()),
            api.patch(one, json={}),
            api.put(one, json=hour()),
            api.delete(one),
        ):
            assert reason(response) == (403, "requiredAccessLevel")
        assert google.writes == 0

    def test_reader_sees_of_what_is_private_only_when(self, api: httpx2.Client, google: GoogleServer) -> None:
        calendar = google.add_calendar("Theirs", role="reader")
        event_id = calendar.meeting(NOON)
        calendar.change(event_id, visibility="private")
        seen = api.get(f"calendars/{calendar.id}/events/{event_id}").json()
        assert seen["start"]["dateTime"] == "2026-11-23T13:00:00+01:00"
        assert "summary" not in seen

    def test_free_busy_reader_sees_only_when(self, api: httpx2.Client, google: GoogleServer) -> None:
        calendar = google.add_calendar("Theirs", role="freeBusyReader")
        calendar.meeting(NOON)
        (seen,) = items(api, f"calendars/{calendar.id}/events")
        assert seen["end"]["dateTime"] == "2026-11-23T14:00:00+01:00"
        assert not {"summary", "creator", "htmlLink"} & set(seen)

    def test_writer_does_not_delete_the_calendar(self, api: httpx2.Client, google: GoogleServer) -> None:
        calendar = google.add_calendar("Shared", role="writer")
        assert api.post(f"calendars/{calendar.id}/events", json=hour()).status_code == 200
        assert reason(api.delete(f"calendars/{calendar.id}")) == (403, "requiredAccessLevel")

    def test_can_be_taken_away(self, api: httpx2.Client, google: GoogleServer) -> None:
        calendar = google.add_calendar("Mine")
        path = f"calendars/{calendar.id}/events"
        google.share(calendar.id, "reader")
        assert reason(api.post(path, json=hour())) == (403, "requiredAccessLevel")
        google.share(calendar.id, "none")
        assert reason(api.get(path)) == (404, "notFound")


READ, WRITE = ("GET", EVENTS), ("POST", EVENTS)
READ_LIST, MAKE = ("GET", LIST), ("POST", "calendars")
ASK = ("POST", "freeBusy")
CALLS = (READ, WRITE, READ_LIST, MAKE, ASK)


class TestScopes:
    @pytest.mark.parametrize(
        ("scope", "lets"),
        [
            ("calendar", CALLS),
            ("calendar.readonly", (READ, READ_LIST, ASK)),
            ("calendar.events", (READ, WRITE)),
            ("calendar.events.readonly", (READ,)),
            ("calendar.events.owned", (READ, WRITE)),
            ("calendar.events.owned.readonly", (READ,)),
            ("calendar.events.freebusy", (READ, ASK)),
            ("calendar.freebusy", (ASK,)),
            ("calendar.calendarlist.readonly", (READ_LIST,)),
            ("calendar.calendars", (MAKE,)),
            ("calendar.app.created", (MAKE,)),
        ],
    )
    def test_let_through_what_the_reference_says(
        self, google: GoogleServer, scope: str, lets: tuple[tuple[str, str], ...]
    ) -> None:
        span = {"timeMin": "2026-11-23T00:00:00Z", "timeMax": "2026-11-24T00:00:00Z"}
        body = hour(**span, summary="Training")
        with calling(google, ROOT + scope) as api:
            for method, path in CALLS:
                response = api.request(method, path, json=body if method == "POST" else None)
                if (method, path) in lets:
                    assert response.status_code == 200, (path, response.text)
                else:
                    assert reason(response) == (403, "insufficientPermissions")
                    assert "insufficient_scope" in response.headers["WWW-Authenticate"]

    def test_reach_only_what_the_app_made(self, google: GoogleServer) -> None:
        theirs = google.add_calendar("Not made by the app")
        with calling(google, ROOT + "calendar.app.created") as api:
            made = api.post("calendars", json={"summary": "Training"}).json()["id"]
            assert api.post(f"calendars/{made}/events", json=hour()).status_code == 200
            assert reason(api.get(f"calendars/{theirs.id}/events")) == (403, "insufficientPermissions")

    def test_reach_only_what_the_person_owns(self, google: GoogleServer) -> None:
        theirs = google.add_calendar("Shared", role="writer")
        with calling(google, ROOT + "calendar.events.owned") as api:
            response = api.post(f"calendars/{theirs.id}/events", json=hour())
            assert reason(response) == (403, "insufficientPermissions")

    @pytest.mark.parametrize("said", ["", "Bearer", "Bearer nonsense", "Basic abc"])
    def test_need_a_token(self, google: GoogleServer, said: str) -> None:
        response = httpx2.get(f"{google.url}/calendar/v3/{EVENTS}", headers={"Authorization": said})
        assert reason(response) == (401, "authError")
        assert "invalid_token" in response.headers["WWW-Authenticate"]

    def test_are_checked_before_anything_is_done(self, google: GoogleServer) -> None:
        with calling(google, FULL + ".readonly") as api:
            api.post(EVENTS, json=hour())
        assert google.writes == 0


def test_knows_no_other_path(api: httpx2.Client) -> None:
    for path in ("nothing", f"{EVENTS}/a/b", "users/you/calendarList"):
        assert reason(api.get(path)) == (404, "notFound")
