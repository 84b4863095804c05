"""Google's own client libraries work with the local Google server."""

import json
import subprocess
import sys
import threading
import webbrowser
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from google.auth.exceptions import RefreshError
from google.oauth2 import service_account
from google.oauth2.credentials import Credentials
from google_auth_oauthlib.flow import InstalledAppFlow  # type: ignore[import-untyped]
from googleapiclient.discovery import build  # type: ignore[import-untyped]
from googleapiclient.errors import HttpError  # type: ignore[import-untyped]

from tests.fakes.google.caller import hour
from tests.fakes.google.faults import Fault, Faults, Kind
from tests.fakes.google.oauth import Consent
from tests.fakes.google.scopes import FULL
from tests.fakes.google_server import ROBOT, GoogleServer

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def service(google: GoogleServer, credentials: Any) -> Any:
    options = {"api_endpoint": f"{google.url}/calendar/v3/"}
    return build("calendar", "v3", credentials=credentials, static_discovery=True, client_options=options)


@pytest.fixture
def calendar(google: GoogleServer) -> Iterator[Any]:
    credentials = Credentials(**google.authorized_user())  # type: ignore[no-untyped-call]
    with service(google, credentials) as made:
        yield made


def refused(request: Any) -> tuple[int, str]:
    with pytest.raises(HttpError) as caught:
        request.execute()
    return caught.value.resp.status, caught.value.error_details[0]["reason"]


class TestEvents:
    def test_go_there_and_back(self, calendar: Any) -> None:
        events = calendar.events()
        made = events.insert(calendarId="primary", body=hour(id="abcde12345", summary="Legs")).execute()
        one = {"calendarId": "primary", "eventId": made["id"]}
        assert events.get(**one).execute() == made
        assert events.patch(**one, body={"summary": "Arms"}).execute()["summary"] == "Arms"
        assert events.update(**one, body=hour()).execute().get("summary") is None
        assert events.delete(**one).execute() == ""
        assert events.list(calendarId="primary").execute()["items"] == []

    def test_are_refused_with_a_reason(self, calendar: Any) -> None:
        events = calendar.events()
        insert = events.insert(calendarId="primary", body=hour(id="abcde12345"))
        one = {"calendarId": "primary", "eventId": "abcde12345"}
        insert.execute()
        assert refused(insert) == (409, "duplicate")
        stale = events.patch(**one, body={"summary": "Arms"})
        stale.headers["If-Match"] = '"stale"'
        assert refused(stale) == (412, "conditionNotMet")
        events.delete(**one).execute()
        assert refused(events.delete(**one)) == (410, "deleted")
        assert refused(events.list(calendarId="nobody")) == (404, "notFound")

    def test_come_page_by_page(self, calendar: Any, google: GoogleServer) -> None:
        for number in range(7):
            google.calendar().meeting(NOON + timedelta(hours=number))
        google.listing.empty_pages = True
        events, found, sizes = calendar.events(), [], []
        request = events.list(calendarId="primary", maxResults=3, singleEvents=True)
        while request is not None:
            page = request.execute()
            found += page["items"]
            sizes.append(len(page["items"]))
            request = events.list_next(request, page)
        assert sizes == [0, 3, 0, 3, 0, 1]
        assert len({one["id"] for one in found}) == 7

    def test_come_by_sync_token_until_it_expires(self, calendar: Any, google: GoogleServer) -> None:
        events = calendar.events()
        token = events.list(calendarId="primary").execute()["nextSyncToken"]
        event_id = google.calendar().meeting(NOON)
        delta = events.list(calendarId="primary", syncToken=token)
        assert [one["id"] for one in delta.execute()["items"]] == [event_id]
        google.listing.forget_sync_tokens()
        assert refused(delta) == (410, "fullSyncRequired")

    def test_are_found_by_several_properties(self, calendar: Any) -> None:
        for marks in ({"a": "1"}, {"a": "1", "b": "2"}):
            body = hour(extendedProperties={"private": marks})
            calendar.events().insert(calendarId="primary", body=body).execute()
        query = {"calendarId": "primary", "privateExtendedProperty": ["a=1", "b=2"]}
        assert len(calendar.events().list(**query).execute()["items"]) == 1


class TestCalendars:
    def test_go_there_and_back(self, calendar: Any, google: GoogleServer) -> None:
        made = calendar.calendars().insert(body={"summary": "Training"}).execute()
        request = calendar.calendarList().list(maxResults=1)
        names = []
        while request is not None:
            page = request.execute()
            names += [one["summary"] for one in page["items"]]
            request = calendar.calendarList().list_next(request, page)
        assert names[1:] == ["Training"]
        google.delete_calendar(made["id"])
        assert refused(calendar.calendars().get(calendarId=made["id"])) == (404, "notFound")

    def test_tell_when_they_are_busy(self, calendar: Any, google: GoogleServer) -> None:
        google.calendar().meeting(NOON)
        span = {"timeMin": "2026-11-23T00:00:00Z", "timeMax": "2026-11-24T00:00:00Z"}
        told = calendar.freebusy().query(body=span | {"items": [{"id": "primary"}]}).execute()
        assert told["calendars"]["primary"]["busy"][0]["start"] == "2026-11-23T12:00:00Z"


class TestFaults:
    def test_reach_the_caller(self, calendar: Any, google: GoogleServer) -> None:
        insert = calendar.events().insert(calendarId="primary", body=hour(id="abcde12345"))
        google.faults = Faults.at(1, Fault(Kind.UNAVAILABLE, after=True))
        assert refused(insert) == (503, "backendError")
        assert refused(insert) == (409, "duplicate")

    def test_are_hidden_from_the_caller_by_a_second_try(self, calendar: Any, google: GoogleServer) -> None:
        # Why an id of one's own is needed: the library sends a POST again without being asked.
        insert = calendar.events().insert(calendarId="primary", body=hour())
        calendar.calendarList().list().execute()
        google.faults = Faults.at(1, Fault(Kind.CLOSED, after=True))
        insert.execute()
        assert len(google.calendar().events()) == 2


class TestCredentials:
    def test_are_renewed_when_the_server_finds_them_expired(
        self, calendar: Any, google: GoogleServer
    ) -> None:
        google.clock.move(timedelta(hours=2))
        calendar.events().list(calendarId="primary").execute()
        paths = [one.request.path for one in google.requests if one.status == 200]
        assert paths == ["/token", "/calendar/v3/calendars/primary/events"]

    def test_are_not_renewed_once_revoked(self, calendar: Any, google: GoogleServer) -> None:
        google.grants.revoke_all()
        with pytest.raises(RefreshError, match="invalid_grant"):
            calendar.events().list(calendarId="primary").execute()

    def test_come_from_a_service_account_file(self, google: GoogleServer, tmp_path: Path) -> None:
        file = google.service_account_file(tmp_path / "robot.json")
        read = service_account.Credentials.from_service_account_file
        robot = read(str(file), scopes=[FULL])  # type: ignore[no-untyped-call]
        shared = google.add_calendar("Training")
        google.share(shared.id, "writer", ROBOT)
        with service(google, robot) as made:
            made.events().insert(calendarId=shared.id, body=hour()).execute()
        assert shared.events()[0]["creator"]["email"] == ROBOT


class Visitor(webbrowser.BaseBrowser):
    """A browser that follows every redirect."""

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:  # noqa: ARG002, FBT001, FBT002
        threading.Thread(target=httpx2.get, args=(url,), kwargs={"follow_redirects": True}).start()
        return True


class TestLogin:
    @pytest.fixture
    def flow(self, google: GoogleServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> InstalledAppFlow:
        monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
        webbrowser.register("visitor", None, Visitor())
        file = google.client_file(tmp_path / "client.json")
        return InstalledAppFlow.from_client_secrets_file(str(file), scopes=[FULL])

    def test_goes_by_way_of_the_browser(self, google: GoogleServer, flow: InstalledAppFlow) -> None:
        given = flow.run_local_server(port=0, browser="visitor", authorization_prompt_message=None)
        flow.oauth2session.close()
        assert given.refresh_token
        with service(google, given) as made:
            assert made.events().list(calendarId="primary").execute()["items"] == []
        (asked, *_) = google.requests
        assert asked.request.query["code_challenge_method"] == ["S256"]

    def test_ends_in_an_error_when_denied(self, google: GoogleServer, flow: InstalledAppFlow) -> None:
        google.oauth.consent = Consent(denies=True)
        with pytest.raises(Exception, match="access_denied"):
            flow.run_local_server(port=0, browser="visitor", authorization_prompt_message=None)
        flow.oauth2session.close()


def test_runs_from_a_shell(tmp_path: Path) -> None:
    files = {name: tmp_path / name for name in ("client-file", "token-file", "service-account-file")}
    options = [part for name, path in files.items() for part in (f"--{name}", str(path))]
    command = [sys.executable, "-m", "tests.fakes.google_server", *options]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        assert process.stdout
        url = process.stdout.readline().strip()
        headers = {"Authorization": f"Bearer {files['token-file'].read_text()}"}
        response = httpx2.get(f"{url}/calendar/v3/users/me/calendarList", headers=headers)
        process.terminate()
    assert response.json()["items"][0]["primary"] is True
    assert json.loads(files["client-file"].read_text())["installed"]["token_uri"] == f"{url}/token"
    assert json.loads(files["service-account-file"].read_text())["token_uri"] == f"{url}/token"
