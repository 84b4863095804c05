"""Access over HTTP: which sign-in, token or link opens what."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path
from secrets import token_urlsafe
from shutil import copytree
from urllib.parse import urlsplit

import pytest
from cryptography.fernet import Fernet

from service.config.serving import Serving
from service.domain.token import Purpose, Token, digest_of
from service.usecases.credentials.sign_in import AT_MOST, UNUSED
from service.usecases.credentials.sign_in_link import roll_link
from service.web.access.guard import ACTIONS, LARGEST_BODY
from service.web.access.middleware import WRONG_KEYS
from service.web.service import Service
from tests.fakes.clock import FakeClock
from tests.household import LIVED, NEW, Browser, enrol_both, link_secret
from tests.office_life import NOW, move_in, service_in
from tests.served import served

HERE = "/api/v1/sources"
"""What only an athlete gets."""

ACT = "/api/v1/actions"
BEHIND_A_PROXY = Serving(trusted_proxies=("127.0.0.1",))
FAR = {"X-Forwarded-For": "203.0.113.7"}

Visit = Callable[..., Browser]
"""A browser of its own: `visit(**headers)`."""


@pytest.fixture(scope="module")
def moved_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one athlete, who has planned nothing yet; to be copied only."""
    folder = tmp_path_factory.mktemp("moved-in")
    move_in(folder)
    service_in(folder, FakeClock(NOW)).directory.database.close()
    return folder


@pytest.fixture
def service(moved_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setenv("LIFTRUN_KEY", Fernet.generate_key().decode())
    copytree(moved_in, tmp_path, dirs_exist_ok=True)
    service = service_in(tmp_path, FakeClock(NOW))
    with closing(service.directory.database):
        yield service


@pytest.fixture
def visit(service: Service) -> Iterator[Visit]:
    with ExitStack() as open_until_the_end:
        address = open_until_the_end.enter_context(served(service))

        def visit(headers: dict[str, str] | None = None) -> Browser:
            return open_until_the_end.enter_context(closing(Browser(address, headers or {})))

        yield visit


@pytest.fixture
def far(service: Service, visit: Visit) -> Visit:
    """The same from another machine, through a proxy of ours."""
    service.serving = BEHIND_A_PROXY
    return lambda headers=None: visit({**FAR, **(headers or {})})


class TestOnThisMachine:
    @pytest.mark.parametrize(
        "name", ["localhost", "LOCALHOST:8765", "liftrun.localhost", "127.9.9.9", "[::1]:1"]
    )
    def test_the_only_athlete_needs_nothing(self, visit: Visit, name: str) -> None:
        assert visit().get(HERE).status_code == 200
        assert visit({"Host": name}).get(HERE).status_code == 200

    @pytest.mark.parametrize(
        "name",
        [
            "evil.example",
            "evil.example:8765",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "evil.example:80@localhost.example",
            "192.168.0.7",
            "[::ffff:192.168.0.7]",
            "[::1",
            "0.0.0.0",
        ],
    )
    def test_a_name_that_somebody_else_gave_it_opens_nothing(self, visit: Visit, name: str) -> None:
        assert visit({"Host": name}).get(HERE).status_code == 401

    @pytest.mark.parametrize(
        "header",
        ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP"],
    )
    def test_what_a_proxy_brings_is_not_from_here(self, visit: Visit, header: str) -> None:
        assert visit({header: "127.0.0.1"}).get(HERE).status_code == 401

    @pytest.mark.parametrize(("version", "status"), [("1.0", 401), ("1.1", 200)])
    def test_what_speaks_as_proxies_do_is_not_from_here(
        self, visit: Visit, version: str, status: int
    ) -> None:
        host = urlsplit(visit().address)
        with socket.create_connection((host.hostname, host.port)) as asking:
            asking.sendall(f"GET {HERE} HTTP/{version}\r\nHost: localhost\r\n\r\n".encode())
            assert asking.recv(12).split()[1] == str(status).encode()

    def test_a_proxy_that_was_named_brings_nobody_from_here(self, service: Service, visit: Visit) -> None:
        service.serving = BEHIND_A_PROXY
        assert visit().get(HERE).status_code == 401

    def test_several_athletes_have_to_sign_in_here_too(
        self, service: Service, visit: Visit, tmp_path: Path
    ) -> None:
        enrol_both(service, tmp_path)
        browser = visit()
        assert browser.get(HERE).status_code == 401
        browser.sign_in(link_secret(service, NEW))
        assert browser.get(HERE).status_code == 200


class TestNobody:
    def test_is_told_how_to_get_in(self, far: Visit) -> None:
        problem = far().get(HERE)
        assert problem.headers["content-type"] == "application/problem+json"
        assert problem.headers["www-authenticate"] == "Bearer"
        assert "`liftrun athlete link`" in problem.json()["hint"]
        page = far().get("/subscribe")
        assert page.status_code == 401
        assert page.headers["content-type"].startswith("text/html")
        assert "<code>liftrun athlete link</code>" in page.text
        assert "<code>liftrun athlete link NAME</code>" in page.text

    def test_learns_no_name(self, service: Service, far: Visit) -> None:
        assert LIVED in service.directory.names()
        assert LIVED not in far().get("/subscribe").text


class TestSigningIn:
    def test_looking_at_a_link_neither_signs_in_nor_names_anybody(self, service: Service, far: Visit) -> None:
        path = f"/sign-in/{link_secret(service, LIVED)}"
        scanner = far()
        for _ in range(3):
            looked = scanner.get(path)
            assert looked.status_code == 200
            assert LIVED not in looked.text
        assert scanner.get(HERE).status_code == 401
        assert service.tokens.of(LIVED, Purpose.SESSION) == ()

    def test_the_button_signs_in(self, service: Service, far: Visit) -> None:
        browser, secret = far(), link_secret(service, LIVED)
        answer = browser.sign_in(secret)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        assert browser.get(HERE).status_code == 200

    def test_the_cookie_is_for_this_service_alone(self, service: Service, far: Visit) -> None:
        answer = far().sign_in(link_secret(service, LIVED))
        (cookie,) = (each for each in answer.headers.get_list("set-cookie") if each.startswith("liftrun="))
        assert set(cookie.split("; ")[1:]) == {"HttpOnly", "Path=/", "SameSite=lax", "Max-Age=2592000"}

    def test_only_the_digest_of_a_session_is_kept(self, service: Service, far: Visit) -> None:
        browser = far({"User-Agent": "A phone"})
        browser.sign_in(link_secret(service, LIVED))
        secret = browser.client.cookies["liftrun"]
        (session,) = service.tokens.of(LIVED, Purpose.SESSION)
        assert session.digest == digest_of(secret)
        assert len(secret) >= 43
        assert session.seen_by == "A phone"

    def test_a_link_signs_in_as_often_as_it_is_pressed(self, service: Service, far: Visit) -> None:
        secret = link_secret(service, LIVED)
        phone, laptop = far(), far()
        phone.sign_in(secret)
        laptop.sign_in(secret)
        assert phone.client.cookies["liftrun"] != laptop.client.cookies["liftrun"]
        assert (phone.get(HERE).status_code, laptop.get(HERE).status_code) == (200, 200)

    def test_signing_out_ends_this_session_alone(self, service: Service, far: Visit) -> None:
        phone, laptop = far(), far()
        for each in (phone, laptop):
            each.sign_in(link_secret(service, LIVED))
        kept = phone.client.cookies["liftrun"]
        assert phone.send("/sign-out").status_code == 303
        assert "liftrun" not in phone.client.cookies
        assert far({"Cookie": f"liftrun={kept}"}).get(HERE).status_code == 401
        assert laptop.get(HERE).status_code == 200

    def test_a_new_link_ends_the_old_one_and_every_session(self, service: Service, far: Visit) -> None:
        old = link_secret(service, LIVED)
        browser = far()
        browser.sign_in(old)
        new = roll_link(LIVED, service.tokens, service.directory.of(LIVED).archive.vault, now=NOW)
        assert browser.get(HERE).status_code == 401
        assert browser.get(f"/sign-in/{old}").status_code == 404
        assert link_secret(service, LIVED) == new
        browser.sign_in(new)
        assert browser.get(HERE).status_code == 200

    def test_a_session_goes_on_while_it_is_used(self, service: Service, far: Visit) -> None:
        browser = far()
        browser.sign_in(link_secret(service, LIVED))
        now = NOW
        while now + UNUSED < NOW + AT_MOST:
            now += UNUSED - timedelta(seconds=1)
            service.clock = FakeClock(now)
            answer = browser.get(HERE)
            assert answer.status_code == 200, now - NOW
            assert "Max-Age=2592000" in answer.headers["set-cookie"]
        assert "set-cookie" not in browser.get(HERE).headers

    @pytest.mark.parametrize("later", [UNUSED, AT_MOST])
    def test_a_session_ends_when_it_is_not(self, service: Service, far: Visit, later: timedelta) -> None:
        browser = far()
        browser.sign_in(link_secret(service, LIVED))
        service.clock = FakeClock(NOW + later)
        assert browser.get(HERE).status_code == 401

    def test_no_session_outlasts_a_year(self, service: Service, far: Visit) -> None:
        browser = far()
        browser.sign_in(link_secret(service, LIVED))
        (session,) = service.tokens.of(LIVED, Purpose.SESSION)
        service.tokens.seen(session.digest, at=NOW + AT_MOST - timedelta(hours=1), by="")
        service.clock = FakeClock(NOW + AT_MOST - timedelta(seconds=1))
        assert browser.get(HERE).status_code == 200
        service.clock = FakeClock(NOW + AT_MOST)
        assert browser.get(HERE).status_code == 401

    def test_whoever_left_is_nobody(self, service: Service, far: Visit, tmp_path: Path) -> None:
        enrol_both(service, tmp_path)
        browser, secret = far(), link_secret(service, NEW)
        browser.sign_in(secret)
        assert browser.get(HERE).status_code == 200
        service.directory.roster.strike(NEW)
        assert browser.get(HERE).status_code == 401
        assert browser.get(f"/sign-in/{secret}").status_code == 404

    def test_one_secret_does_not_stand_for_another(self, service: Service, far: Visit) -> None:
        link, feed = link_secret(service, LIVED), "what a calendar subscribes to"
        service.tokens.keep(Token(digest_of(feed), LIVED, Purpose.FEED, NOW))
        browser = far()
        browser.sign_in(link)
        session = browser.client.cookies["liftrun"]
        stranger = far()
        assert stranger.get(f"/sign-in/{session}").status_code == 404
        assert stranger.get("/sign-in/what%20a%20calendar%20subscribes%20to").status_code == 404
        for secret in (link, feed):
            assert far({"Cookie": f"liftrun={secret}"}).get(HERE).status_code == 401
        for secret in (session, feed):
            assert stranger.get(HERE, Authorization=f"Bearer {secret}").status_code == 401


class TestOverTls:
    def test_a_proxy_of_ours_tells_of_it(self, service: Service, far: Visit) -> None:
        secure = far({"X-Forwarded-Proto": "https", "Host": "liftrun.example"})
        path = f"/sign-in/{link_secret(service, LIVED)}"
        looked = secure.get(path)
        visit = looked.headers["set-cookie"].partition(";")[0]
        assert visit.startswith("__Host-liftrun-visit=")
        csrf = Browser.csrf(far({"X-Forwarded-Proto": "https", "Cookie": visit}), path)
        answer = secure.client.post(path, data={"csrf": csrf}, headers={"Cookie": visit})
        assert answer.status_code == 303
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith("__Host-liftrun=")
        assert "Secure" in cookie.split("; ")
        assert "max-age" in answer.headers["strict-transport-security"]
        kept = cookie.partition(";")[0]
        assert secure.get(HERE, Cookie=kept).status_code == 200
        # Somebody under a neighbouring name could have set the one without the prefix.
        assert secure.get(HERE, Cookie=kept.removeprefix("__Host-")).status_code == 401

    def test_no_secret_is_led_out_of_it(self, service: Service, far: Visit) -> None:
        path = f"/sign-in/{link_secret(service, LIVED)}/"
        answer = far({"X-Forwarded-Proto": "https", "Host": "liftrun.example"}).get(path)
        assert (answer.status_code, answer.headers.get("location")) == (404, None)

    def test_anybody_else_is_not_believed(self, visit: Visit) -> None:
        answer = visit({"X-Forwarded-Proto": "https"}).get("/nothing-here")
        assert answer.headers["set-cookie"].startswith("liftrun-visit=")
        assert "strict-transport-security" not in answer.headers

    def test_our_own_address_tells_of_it(self, service: Service, visit: Visit) -> None:
        browser = visit({"Host": "liftrun.example"})
        service.address = "https://liftrun.example"
        assert browser.get("/nothing-here").headers["set-cookie"].startswith("__Host-")
        assert visit().get("/nothing-here").headers["set-cookie"].startswith("liftrun-visit")


class TestKeys:
    def test_a_program_brings_the_secret_of_the_link(self, service: Service, far: Visit) -> None:
        program = far({"Authorization": f"Bearer {link_secret(service, LIVED)}"})
        assert program.get(HERE).status_code == 200
        assert program.client.post(ACT, json={}).status_code == 422

    def test_who_brings_a_key_is_known_by_it_alone(self, service: Service, visit: Visit) -> None:
        browser = visit({"Authorization": "Bearer wrong"})
        assert browser.get(HERE).status_code == 401
        browser.sign_in(link_secret(service, LIVED))
        assert browser.get(HERE).status_code == 401

    def test_unknown_and_ended_links_are_answered_alike(self, service: Service, far: Visit) -> None:
        ended = link_secret(service, LIVED)
        roll_link(LIVED, service.tokens, service.directory.of(LIVED).archive.vault, now=NOW)
        browser = far()
        csrf = browser.csrf()
        answers = [browser.get(f"/sign-in/{secret}") for secret in (ended, "never-was-one")]
        assert {answer.status_code for answer in answers} == {404}
        assert answers[0].text == answers[1].text
        sent = [
            browser.client.post(f"/sign-in/{secret}", data={"csrf": csrf})
            for secret in (ended, "never-was-one")
        ]
        assert {answer.status_code for answer in sent} == {404}
        assert sent[0].text == sent[1].text

    def test_who_guesses_has_to_wait(self, service: Service, far: Visit) -> None:
        secret, guesser = link_secret(service, LIVED), far()
        tried = [guesser.get(f"/sign-in/{guess}").status_code for guess in range(WRONG_KEYS)]
        assert set(tried) == {404}
        refused = guesser.get(HERE, Authorization="Bearer guess")
        assert refused.status_code == 429
        assert int(refused.headers["retry-after"]) > 0
        assert guesser.get(f"/sign-in/{secret}").status_code == 200
        assert far({"X-Forwarded-For": "203.0.113.8"}).get("/sign-in/guess").status_code == 404

    def test_who_says_to_come_from_elsewhere_has_to_wait_too(self, visit: Visit) -> None:
        guesser = visit()
        for guess in range(WRONG_KEYS):
            guesser.get(f"/sign-in/{guess}", **{"X-Forwarded-For": f"203.0.113.{guess}"})
        assert guesser.get("/sign-in/one-more").status_code == 429


class TestForms:
    """A form that changes something must come from our own page; shown with the sign-out form."""

    def test_bear_what_the_page_told_them(self, visit: Visit) -> None:
        assert visit().send("/sign-out").status_code == 303

    def test_may_say_it_in_a_header(self, visit: Visit) -> None:
        browser = visit()
        csrf = browser.csrf()
        assert browser.client.post("/sign-out", headers={"X-CSRF-Token": csrf}).status_code == 303
        assert browser.client.post(ACT, json={}, headers={"X-CSRF-Token": csrf}).status_code == 422
        assert browser.client.post(ACT, json={}).status_code == 403

    def test_may_come_with_files(self, visit: Visit) -> None:
        browser = visit()
        csrf = browser.csrf()
        for said, status in ((csrf, 303), ("", 403)):
            answer = browser.client.post(
                "/sign-out", data={"csrf": said}, files={"file": ("a.ics", b"BEGIN:VCALENDAR")}
            )
            assert answer.status_code == status

    @pytest.mark.parametrize("csrf", ["", "wrong", "ü", "0" * 64])
    def test_without_it_are_refused(self, visit: Visit, csrf: str) -> None:
        browser = visit()
        browser.csrf()
        assert browser.client.post("/sign-out", data={"csrf": csrf}).status_code == 403
        assert visit().client.post("/sign-out", data={"csrf": csrf}).status_code == 403

    def test_of_another_browser_are_refused(self, visit: Visit) -> None:
        other = visit().csrf()
        browser = visit()
        browser.csrf()
        assert browser.client.post("/sign-out", data={"csrf": other}).status_code == 403

    def test_from_before_the_sign_in_are_refused(self, service: Service, far: Visit) -> None:
        browser = far()
        before = browser.csrf()
        browser.sign_in(link_secret(service, LIVED))
        assert browser.client.post("/sign-out", data={"csrf": before}).status_code == 403
        assert browser.send("/sign-out").status_code == 303

    @pytest.mark.parametrize(
        ("headers", "status"),
        [
            ({"Origin": "http://evil.example"}, 403),
            ({"Origin": "null"}, 403),
            ({"Origin": "http://["}, 403),
            ({"Origin": "http://127.0.0.1:1"}, 403),
            ({"Sec-Fetch-Site": "cross-site"}, 403),
            ({"Sec-Fetch-Site": "same-site"}, 403),
            ({"Sec-Fetch-Site": "same-origin"}, 303),
            ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 303),
        ],
    )
    def test_of_another_site_are_refused(self, visit: Visit, headers: dict[str, str], status: int) -> None:
        browser = visit()
        sent = browser.client.post("/sign-out", data={"csrf": browser.csrf()}, headers=headers)
        assert sent.status_code == status

    @pytest.mark.parametrize(("mode", "status"), [("no-cors", 403), ("cors", 403), ("navigate", 200)])
    def test_of_another_site_may_lead_here_but_not_have_us_work_unseen(
        self, visit: Visit, mode: str, status: int
    ) -> None:
        headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": mode}
        assert visit().client.get("/history", headers=headers).status_code == status
        assert visit().client.get("/healthz", headers=headers).status_code == 200

    def test_of_our_own_address_are_taken(self, service: Service, visit: Visit) -> None:
        browser = visit()
        service.address = "https://liftrun.example"
        for origin in (browser.address, "https://liftrun.example"):
            sent = browser.client.post("/sign-out", data={"csrf": browser.csrf()}, headers={"Origin": origin})
            assert sent.status_code == 303

    def test_are_not_needed_by_a_program_here(self, visit: Visit) -> None:
        assert visit().client.post(ACT, json={}).status_code == 422
        for headers in ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
            assert visit(headers).client.post(ACT, json={}).status_code == 403
        plain = visit().client.post(ACT, content="{}", headers={"Content-Type": "text/plain"})
        assert plain.status_code == 403

    def test_that_are_not_even_forms_are_refused(self, visit: Visit) -> None:
        broken = {"Content-Type": "multipart/form-data; boundary=x"}
        assert visit().client.post("/sign-out", content="no form", headers=broken).status_code in {400, 403}


class TestLimits:
    def test_a_body_has_an_end(self, visit: Visit) -> None:
        for content in (b"x" * (LARGEST_BODY + 1), iter([b"x" * LARGEST_BODY, b"x"])):
            answer = visit().client.post(ACT, content=content, headers={"Content-Type": "application/json"})
            assert answer.status_code == 413
            assert answer.headers["content-type"] == "application/problem+json"

    def test_so_many_actions_a_minute(self, far: Visit) -> None:
        browser = far()
        tried = [browser.client.post("/sign-out").status_code for _ in range(ACTIONS)]
        assert set(tried) == {403}
        refused = browser.client.post("/sign-out")
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "60")
        assert browser.get("/sign-in/x").status_code == 404
        assert far({"X-Forwarded-For": "203.0.113.8"}).client.post("/sign-out").status_code == 403

    def test_one_household_is_one_client(self, far: Visit) -> None:
        for place in range(ACTIONS):
            far({"X-Forwarded-For": f"2001:db8::{place:x}"}).client.post("/sign-out")
        assert far({"X-Forwarded-For": "2001:db8::ffff"}).client.post("/sign-out").status_code == 429
        assert far({"X-Forwarded-For": "2001:db8:0:1::1"}).client.post("/sign-out").status_code == 403

    def test_none_for_the_athlete_here(self, visit: Visit) -> None:
        browser = visit()
        tried = [browser.client.post(ACT, json={}).status_code for _ in range(ACTIONS + 1)]
        assert set(tried) == {422}


class TestErrors:
    def test_are_pages_for_people_and_problems_for_programs(self, visit: Visit) -> None:
        for path, status in (("/nothing", 404), ("/sign-out", 405)):
            page = visit().get(path)
            assert (page.status_code, page.headers["content-type"]) == (status, "text/html; charset=utf-8")
        assert visit().get("/sign-out").headers["allow"] == "POST"
        for path, status in (("/api/v1/nothing", 404), (ACT, 405)):
            problem = visit().get(path)
            assert (problem.status_code, problem.json()["status"]) == (status, status)
            assert problem.headers["content-type"] == "application/problem+json"

    def test_nobody_expected_say_nothing_secret(
        self, service: Service, visit: Visit, caplog: pytest.LogCaptureFixture
    ) -> None:
        asked, said = token_urlsafe(), token_urlsafe()

        class Broken:
            def find(self, _: str) -> Token | None:
                raise ValueError(said)

        service.tokens = Broken()  # type: ignore[assignment]
        answer = visit().get(f"/sign-in/{asked}")
        assert answer.status_code == 500
        logged = "".join(each.getMessage() for each in caplog.records if each.name.startswith("liftrun"))
        assert logged.startswith("GET /sign-in/{secret}: ValueError")
        for text in (answer.text, logged):
            assert asked not in text
            assert said not in text

    def test_of_a_configuration_are_told_to_the_athlete_alone(self, visit: Visit, tmp_path: Path) -> None:
        (tmp_path / "config.toml").write_text("[athlete]\ngoal = 'flying'\n")
        here, elsewhere = visit().get("/subscribe"), visit({"Host": "evil.example"}).get("/subscribe")
        assert here.status_code == 500
        assert "flying" in here.text
        assert "flying" not in elsewhere.text
