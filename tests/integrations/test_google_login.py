"""Login to Google and logout, with a person at the browser, and everything that can fail."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from integrations.google.account import GoogleAccount
from integrations.google.login import log_in, log_out
from integrations.google.scopes import (
    DEFAULT_SCOPES,
    FREE_BUSY,
    LIST,
    READ_EVENTS,
    WRITE_ANY,
    WRITE_OWN,
    for_all,
)
from integrations.google.settings import GoogleAccess
from integrations.google.stored_login import StoredLogin
from service.errors import CalendarUnreadable, CalendarUnwritable, LoginFailed
from service.ports.consent import Person
from tests.entries import MONDAY, entry
from tests.fakes.google.faults import Fault, Faults, Kind
from tests.fakes.google.oauth import Consent
from tests.fakes.google_server import GoogleServer
from tests.fakes.vault import FakeVault
from tests.google_calendars import LOGGED_IN, NOW, WEEK, GoogleHands, google_hands

DAY = timedelta(days=1)


@pytest.fixture
def access(google: GoogleServer, tmp_path: Path) -> GoogleAccess:
    file = google.client_file(tmp_path / "client.json")
    return GoogleAccess(client_file=file, api_root=google.url, revoke_uri=f"{google.url}/revoke")


class Browser:
    """A browser that opens an address, follows redirects, and records what it saw."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.pages: list[str] = []

    def __call__(self, address: str) -> bool:
        self.opened.append(address)
        Thread(target=self._follow, args=(address,), daemon=True).start()
        return True

    def _follow(self, address: str) -> None:
        self.pages.append(httpx2.get(address, follow_redirects=True, trust_env=False).text)


def nothing(_: str) -> bool:
    return False


def told(_: str) -> None:
    pass


def person(**changes: Any) -> Person:
    return replace(Person(told, Browser(), patience=timedelta(seconds=20)), **changes)


def failure(access: GoogleAccess, who: Person, vault: FakeVault | None = None) -> LoginFailed:
    vault = vault or FakeVault()
    with pytest.raises(LoginFailed) as caught:
        log_in(access, [READ_EVENTS, LIST], vault, who, now=LOGGED_IN)
    assert vault.names() == ()
    return caught.value


class TestLogIn:
    def test_opens_the_calendar(self, google: GoogleServer, access: GoogleAccess) -> None:
        google.calendar().meeting(MONDAY)
        hands = GoogleHands(google, access)
        log_in(access, [READ_EVENTS], hands.vault, person(), now=LOGGED_IN)
        assert len(hands.read().busy) == 1

    def test_asks_for_an_offline_login_with_proof_of_who_asked(self, access: GoogleAccess) -> None:
        browser = Browser()
        log_in(access, [READ_EVENTS, LIST], FakeVault(), person(browse=browser), now=LOGGED_IN)
        (address,) = browser.opened
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["redirect_uri"].startswith("http://127.0.0.1:")
        assert (asked["access_type"], asked["prompt"]) == ("offline", "consent")
        assert asked["code_challenge_method"] == "S256"
        assert len(asked["state"]) >= 16
        assert asked["scope"].split() == [READ_EVENTS, LIST]

    def test_takes_the_address_of_the_last_page_where_there_is_no_browser(self, access: GoogleAccess) -> None:
        lines, said = Queue[str](), list[str]()

        def tell(line: str) -> None:
            said.append(line)
            if line.startswith("http"):
                answer = httpx2.get(line, trust_env=False)
                lines.put("what?\n")
                lines.put(f"  {answer.headers['Location']}\n")

        vault = FakeVault()
        who = person(browse=nothing, tell=tell, pasted=iter(lines.get, ""))
        log_in(access, [READ_EVENTS], vault, who, now=LOGGED_IN)
        assert vault.names() == ("google",)
        assert any("not the address" in line for line in said)

    def test_again_brings_a_lasting_login_too(self, google: GoogleServer, access: GoogleAccess) -> None:
        hands = GoogleHands(google, access)
        for _ in range(2):
            log_in(access, [READ_EVENTS], hands.vault, person(), now=LOGGED_IN)
        google.clock.move(timedelta(hours=2))
        hands.read()

    def test_keeps_addresses_of_the_configuration_before_those_of_the_file(
        self, google: GoogleServer, access: GoogleAccess, tmp_path: Path
    ) -> None:
        said = json.loads((tmp_path / "client.json").read_text())
        said["installed"] |= {"auth_uri": "http://127.0.0.1:9/auth", "token_uri": "http://127.0.0.1:9/token"}
        (tmp_path / "other.json").write_text(json.dumps(said))
        mine = replace(
            access,
            client_file=tmp_path / "other.json",
            auth_uri=f"{google.url}/o/oauth2/v2/auth",
            token_uri=f"{google.url}/token",
        )
        hands = GoogleHands(google, mine)
        log_in(mine, [READ_EVENTS], hands.vault, person(), now=LOGGED_IN)
        google.clock.move(timedelta(hours=2))
        hands.read()


class TestAFailedLogin:
    def test_was_not_allowed(self, google: GoogleServer, access: GoogleAccess) -> None:
        google.oauth.consent = Consent(denies=True)
        assert "did not allow it" in f"{failure(access, person())}"

    def test_was_allowed_in_part(self, google: GoogleServer, access: GoogleAccess) -> None:
        google.oauth.consent = Consent(only=frozenset({LIST}))
        assert "did not allow it to see the events" in f"{failure(access, person())}"

    def test_had_no_answer(self, access: GoogleAccess) -> None:
        who = person(browse=nothing, patience=timedelta(milliseconds=50))
        assert "no answer" in f"{failure(access, who)}"

    def test_was_somebody_elses(self, access: GoogleAccess) -> None:
        def lie(address: str) -> bool:
            back = parse_qs(urlsplit(address).query)["redirect_uri"][0]
            Thread(target=httpx2.get, args=(f"{back}/?code=theirs&state=theirs",), daemon=True).start()
            return True

        assert "another login" in f"{failure(access, person(browse=lie))}"

    def test_had_a_code_that_was_no_good(self, access: GoogleAccess) -> None:
        def spoil(address: str) -> bool:
            asked = parse_qs(urlsplit(address).query)
            back = f"{asked['redirect_uri'][0]}/?code=old&state={asked['state'][0]}"
            Thread(target=httpx2.get, args=(back,), daemon=True).start()
            return True

        assert "too old" in f"{failure(access, person(browse=spoil))}"

    def test_was_by_a_client_google_does_not_know(self, access: GoogleAccess) -> None:
        file = access.client_file
        assert file
        file.write_text(file.read_text().replace("GOCSPX-of-a-desktop-app", "wrong"))
        error = failure(access, person())
        assert "does not know Liftrun's OAuth client" in f"{error}"
        assert "client_file" in error.hint

    @pytest.mark.parametrize("kind", [Kind.RESET, Kind.NOT_JSON, Kind.TRUNCATED, Kind.INTERNAL])
    def test_was_cut_off(self, google: GoogleServer, access: GoogleAccess, kind: Kind) -> None:
        # The first request is the athlete's, for the page on which to consent.
        google.faults = Faults.at(2, Fault(kind), tokens=True)
        error = failure(access, person())
        assert "wrong" not in f"{error}"

    def test_had_no_client_file(self, access: GoogleAccess, tmp_path: Path) -> None:
        assert "no client_file" in f"{failure(replace(access, client_file=None), person())}"
        (tmp_path / "robot.json").write_text('{"type": "service_account"}')
        robot = replace(access, client_file=tmp_path / "robot.json")
        assert "no file of an OAuth client" in f"{failure(robot, person())}"

    def test_leaves_the_login_before_it(self, google: GoogleServer, access: GoogleAccess) -> None:
        vault = FakeVault()
        log_in(access, [READ_EVENTS], vault, person(), now=LOGGED_IN)
        before = vault.secret("google")
        google.oauth.consent = Consent(denies=True)
        with pytest.raises(LoginFailed):
            log_in(access, [READ_EVENTS], vault, person(), now=LOGGED_IN)
        assert vault.secret("google") == before

    def test_says_no_secret(self, google: GoogleServer, access: GoogleAccess) -> None:
        google.faults = Faults.at(2, Fault(Kind.NOT_JSON), tokens=True)
        error = failure(access, person())
        for secret in ("GOCSPX", "4/0A", google.url):
            assert secret not in f"{error} {error.hint}"


class TestTheLoginLater:
    @pytest.fixture
    def hands(self, google: GoogleServer) -> GoogleHands:
        return google_hands(google)

    def test_is_renewed_and_the_new_token_is_kept(self, google: GoogleServer, hands: GoogleHands) -> None:
        hands.read()
        first = StoredLogin.from_json(hands.vault.secret("google") or "")
        hands.read()
        assert [one.request.path for one in google.requests].count("/token") == 1
        google.clock.move(timedelta(hours=2))
        hands.read()
        second = StoredLogin.from_json(hands.vault.secret("google") or "")
        assert first.token
        assert second.token not in {"", first.token}

    def test_that_was_taken_back_is_named(self, google: GoogleServer, hands: GoogleHands) -> None:
        hands.log_in()
        hands.read()
        google.grants.revoke_all()
        with pytest.raises(CalendarUnreadable, match="no longer valid") as caught:
            hands.read()
        assert "liftrun google login" in caught.value.hint
        assert not caught.value.retryable
        with pytest.raises(CalendarUnwritable, match="no longer valid"):
            hands.sink("athlete@example.com").create(entry())

    def test_that_another_hand_renewed_is_taken_up(self, google: GoogleServer, hands: GoogleHands) -> None:
        hands.log_in()
        source, sink = hands.source(), hands.sink("athlete@example.com")
        made = sink.create(entry())
        source.read(WEEK, now=NOW)
        google.grants.revoke_all()
        hands.log_in()
        source.read(WEEK, now=NOW)
        sink.delete(made)
        before = len(google.requests)
        assert sink.shown(since=NOW) == ()
        assert len(google.requests) == before + 1

    def test_that_may_not_list_calendars_is_not_sent_in_a_circle(self, hands: GoogleHands) -> None:
        hands.log_in(READ_EVENTS)
        with pytest.raises(CalendarUnreadable, match="may not see the list of calendars") as caught:
            GoogleAccount(hands.access, hands.vault).calendars()
        assert "Google Calendar's own settings" in caught.value.hint

    def test_that_was_never_made_is_named(self, hands: GoogleHands) -> None:
        hands.vault.discard("google")
        with pytest.raises(CalendarUnreadable, match="nobody has logged in") as caught:
            hands.read()
        assert "liftrun google login" in caught.value.hint

    def test_that_is_spoilt_is_named(self, hands: GoogleHands) -> None:
        for text in ("", "[]", "{}", '{"scopes": 3}'):
            hands.vault.keep("google", text)
            with pytest.raises(CalendarUnreadable, match="cannot be understood"):
                hands.read()

    def test_that_lacks_a_right_names_it(self, hands: GoogleHands) -> None:
        hands.log_in(FREE_BUSY)
        with pytest.raises(CalendarUnreadable, match="right to see the events"):
            hands.read()

    def test_in_testing_warns_before_it_ends(self, google: GoogleServer) -> None:
        hands = google_hands(google, testing=True)
        warnings = {days: hands.source().read(WEEK, now=LOGGED_IN + days * DAY).warnings for days in range(9)}
        assert [days for days, said in warnings.items() if said] == [5, 6, 7, 8]
        assert "Fri 27 Nov" in warnings[5][0]
        assert "has lasted its time" in warnings[7][0]

    def test_in_testing_says_why_it_ended(self, google: GoogleServer) -> None:
        google.grants.testing = True
        hands = google_hands(google, testing=True)
        google.clock.move(8 * DAY)
        with pytest.raises(CalendarUnreadable, match="seven days"):
            hands.read()

    def test_that_lasts_does_not_warn(self, hands: GoogleHands) -> None:
        assert hands.source().read(WEEK, now=LOGGED_IN + 300 * DAY).warnings == ()

    def test_outlives_a_broken_token_server(self, google: GoogleServer, hands: GoogleHands) -> None:
        for kind in (Kind.RESET, Kind.TRUNCATED, Kind.NOT_JSON):
            google.clock.move(timedelta(hours=2))
            google.faults = Faults.at(1, Fault(kind), tokens=True)
            hands.read()
            assert google.faults.struck


class TestLogOut:
    def test_gives_the_login_back(self, google: GoogleServer, access: GoogleAccess) -> None:
        hands = GoogleHands(google, access)
        log_in(access, [READ_EVENTS], hands.vault, person(), now=LOGGED_IN)
        kept = hands.vault.secret("google") or ""
        assert log_out(access, hands.vault)
        assert hands.vault.names() == ()
        hands.vault.keep("google", kept)
        with pytest.raises(CalendarUnreadable, match="no longer valid"):
            hands.read()

    def test_forgets_it_though_google_cannot_be_reached(self, access: GoogleAccess) -> None:
        vault = FakeVault()
        log_in(access, [READ_EVENTS], vault, person(), now=LOGGED_IN)
        assert not log_out(replace(access, revoke_uri="http://127.0.0.1:9/revoke"), vault)
        assert vault.names() == ()

    def test_of_nobody_is_done_already(self, access: GoogleAccess) -> None:
        assert log_out(access, FakeVault())


class TestRights:
    def test_are_no_more_than_the_configuration_needs(self, google: GoogleServer) -> None:
        hands = google_hands(google)
        primary, named = hands.settings(), hands.settings("Work")
        hours = hands.settings(free_busy=True)
        fresh, chosen = hands.target(), hands.target("c1@group.calendar.google.com")
        assert for_all([primary], []) == (READ_EVENTS,)
        assert for_all([hours], []) == (FREE_BUSY,)
        assert set(for_all([named], [])) == {READ_EVENTS, LIST}
        assert set(for_all([hours], [fresh])) == {FREE_BUSY, WRITE_OWN, LIST}
        assert for_all([primary], [chosen]) == (WRITE_ANY,)
        assert set(for_all([], [])) == set(DEFAULT_SCOPES)

    def test_that_are_broader_will_do(self, google: GoogleServer) -> None:
        hands = google_hands(google)
        hands.log_in("https://www.googleapis.com/auth/calendar")
        assert hands.source().read(WEEK, now=NOW).busy == ()
        hands.sink().create(entry())
