"""Google Calendar in the set-up: consent in the browser, its answer by redirect or pasted by hand."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx2
import pytest

from integrations.google.settings import GoogleSettings
from service.config import new_config
from service.web.set_up.consent import GoogleLogin
from service.web.set_up.draft import SetUp
from tests.fakes.google.oauth import Consent
from tests.integrations.test_web_set_up import First, refused, text
from tests.newcomer import Newcomer
from tests.office_life import NOW, newcomer_in
from tests.served import served
from tests.waiting import waited

if TYPE_CHECKING:
    from fastapi import FastAPI

    from service.config import Config
    from tests.fakes.google_server import GoogleServer


@pytest.fixture
def client(google: "GoogleServer", tmp_path: Path) -> str:
    """What Google's console gave out."""
    return google.client_file(tmp_path / "downloaded.json").read_text()


@pytest.fixture
def first(google: "GoogleServer", tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[First]:
    """A service on its first day, near which there is a Google."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "keys"))
    monkeypatch.delenv("LIFTRUN_KEY", raising=False)
    home = tmp_path / "home"
    home.mkdir()
    service, made = newcomer_in(home), list["FastAPI"]()

    def prepare(app: "FastAPI") -> None:
        app.state.set_up = SetUp(service, near(google))
        made.append(app)

    with (
        closing(service.directory.database),
        served(service, prepare) as address,
        closing(Newcomer(address)) as person,
    ):
        yield First(service, home, made[0], person)


def near(google: "GoogleServer") -> Any:
    """What the answers decide, with a Google of ours in place of the real one."""

    def understood(answers: new_config.Answers, folder: Path) -> "Config":
        config = new_config.config(answers, folder)
        access = replace(config.google, api_root=google.url)
        calendars = tuple(
            replace(each, access=access) if isinstance(each, GoogleSettings) else each
            for each in config.calendars
        )
        return replace(config, google=access, calendars=calendars)

    return understood


def asked(page: httpx2.Response) -> str:
    """The address at Google that the page would open."""
    address = page.text.partition('class="button primary" href="')[2].partition('"')[0]
    return address.replace("&amp;", "&")


def say(address: str, *, comes_back: bool = True) -> httpx2.Response:
    """Open it, as the browser does; where that cannot come back, the answer says where it was sent."""
    return httpx2.get(address, follow_redirects=comes_back, trust_env=False)


def until_over(first: First) -> httpx2.Response:
    """The waiting page, once it has an end."""
    assert waited(lambda: first.person.see("/set-up/google/state").json()["over"])
    return first.person.see("/set-up/google")


class TestConsent:
    def test_leads_to_a_week_over_that_calendar(
        self, first: First, google: "GoogleServer", client: str
    ) -> None:
        google.calendar().meeting(NOW + timedelta(days=1))
        seen = first.person.enter("/calendar", road="google", client=client)
        assert seen.url.path == "/set-up/google"
        assert "Waiting for your answer" in seen.text
        assert '<meta http-equiv="refresh"' in seen.text
        say(asked(seen))
        assert "Google has let Liftrun in" in text(until_over(first))
        told = first.person.enter("/calendar", road="google", client=client, do="test")
        assert "Google primary: 1 busy span in the next 14 days." in text(told)
        assert "Google primary: 0 busy spans this week" in text(first.person.see("/set-up/week"))

    def test_is_written_down_with_the_client_beside_it(self, first: First, client: str) -> None:
        say(asked(first.person.enter("/calendar", road="google", client=client)))
        until_over(first)
        assert {each.name.partition(".")[0] for each in first.folder.iterdir()} == {"liftrun"}
        first.person.send("/set-up/week", {}, follow_redirects=False)
        (settings,) = first.written.calendars
        assert isinstance(settings, GoogleSettings)
        assert settings.access.client_file == first.folder / "google-client.json"
        for file in ("config.toml", "google-client.json"):
            assert (first.folder / file).stat().st_mode & 0o777 == 0o600
        assert first.service.directory.of("me").archive.vault.names() == ("google",)

    def test_by_a_file_names_the_file(self, first: First, client: str) -> None:
        (first.folder / "own.json").write_text(client)
        say(asked(first.person.enter("/calendar", road="google", client="own.json")))
        until_over(first)
        first.person.send("/set-up/week", {}, follow_redirects=False)
        assert 'client_file = "own.json"' in first.config.read_text()
        assert not (first.folder / "google-client.json").exists()

    def test_never_takes_the_name_of_another_file(self, first: First, client: str) -> None:
        other = first.folder / "google-client.json"
        other.write_text("mine")
        say(asked(first.person.enter("/calendar", road="google", client=client)))
        until_over(first)
        first.person.send("/set-up/week", {}, follow_redirects=False)
        assert other.read_text() == "mine"
        assert 'client_file = "google-client-2.json"' in first.config.read_text()
        assert (first.folder / "google-client-2.json").exists()

    def test_that_another_machines_browser_gave_is_pasted(self, first: First, client: str) -> None:
        seen = first.person.enter("/calendar", road="google", client=client)
        last = say(asked(seen), comes_back=False).headers["Location"]
        wrong = first.person.send("/set-up/google/paste", {"address": "what?"})
        assert wrong.status_code == 422
        assert "begins with http://127.0.0.1" in refused(wrong)["address"]
        first.person.send("/set-up/google/paste", {"address": f" {last} "})
        assert "Google has let Liftrun in" in text(until_over(first))

    def test_is_needed_before_the_week(self, first: First, client: str) -> None:
        first.person.enter("/calendar", road="google", client=client)
        assert first.person.see("/set-up/week").url.path == "/set-up/calendar"
        first.person.send("/set-up/week", {}, follow_redirects=False)
        assert not first.config.exists()

    def test_is_asked_for_again_by_another_client(self, first: First, client: str) -> None:
        say(asked(first.person.enter("/calendar", road="google", client=client)))
        until_over(first)
        assert first.person.see("/set-up/week").url.path == "/set-up/week"
        first.person.enter("/calendar", road="google", client=client.replace("liftrun", "other"))
        assert first.person.see("/set-up/week").url.path == "/set-up/calendar"

    def test_that_is_asked_for_twice_ends_the_first(self, first: First, client: str) -> None:
        before = asked(first.person.enter("/calendar", road="google", client=client))
        again = asked(first.person.enter("/calendar", road="google", client=client))
        with pytest.raises(httpx2.TransportError):
            say(before)
        say(again)
        assert "Google has let Liftrun in" in text(until_over(first))

    def test_that_is_refused_says_so(self, first: First, google: "GoogleServer", client: str) -> None:
        google.oauth.consent = Consent(denies=True)
        say(asked(first.person.enter("/calendar", road="google", client=client)))
        assert "did not allow it" in text(until_over(first))
        assert first.person.see("/set-up/week").url.path == "/set-up/calendar"


class TestNothing:
    def test_is_waited_for_before_it_was_asked(self, first: First) -> None:
        for path in ("/set-up/google", "/set-up/google/paste"):
            assert first.person.see(path).url.path == "/set-up/calendar"

    def test_secret_stands_in_what_is_refused(self, first: First, client: str) -> None:
        seen = first.person.enter("/calendar", road="google", client=client.replace("client_id", "id"))
        assert "no file of an OAuth client" in refused(seen)["client"]
        assert "GOCSPX" not in refused(seen)["client"]


def test_a_login_that_breaks_off_has_not_let_anybody_in(caplog: pytest.LogCaptureFixture) -> None:
    def log_in(_: object) -> None:
        raise ZeroDivisionError

    consent = GoogleLogin(log_in)
    consent.begin()
    assert (consent.is_over, consent.is_done, consent.trouble) == (True, False, None)
    assert "broke off" in caplog.text


def test_a_login_nobody_answers_ends() -> None:
    from service.errors import LoginFailed
    from service.ports.consent import Person

    def log_in(person: Person) -> None:
        person.browse("https://accounts.example.com/")
        for line in person.pasted:
            raise LoginFailed(name="Google", reason=line.strip())

    consent = GoogleLogin(log_in)
    consent.begin()
    assert (consent.address, consent.is_over) == ("https://accounts.example.com/", False)
    consent.end()
    assert not consent.paste("http://127.0.0.1/?code=late") or consent.is_over
    assert consent.trouble is not None
    assert not consent.is_done
