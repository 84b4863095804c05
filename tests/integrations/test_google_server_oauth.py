"""The local Google server grants access as Google's OAuth references document it."""

import base64
import hashlib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from tests.fakes.google.caller import EVENTS
from tests.fakes.google.oauth import CLIENT_ID, CLIENT_SECRET, Consent
from tests.fakes.google.scopes import FULL, ROOT
from tests.fakes.google_server import GoogleServer

REDIRECT = "http://127.0.0.1:54321/"
VERIFIER = "a-verifier-of-more-than-43-characters-for-pkce"
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
ASK = {
    "client_id": CLIENT_ID,
    "redirect_uri": REDIRECT,
    "response_type": "code",
    "scope": FULL,
    "state": "s t/a&te",
    "access_type": "offline",
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
}
CLIENT = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}


@pytest.fixture
def web(google: GoogleServer) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=google.url, trust_env=False) as client:
        yield client


def consent(web: httpx2.Client, **changes: str) -> httpx2.Response:
    return web.get("/o/oauth2/v2/auth", params=ASK | changes)


def redirected(web: httpx2.Client, **changes: str) -> dict[str, str]:
    response = consent(web, **changes)
    assert response.status_code == 302
    assert response.headers["Location"].startswith(f"{REDIRECT}?")
    return {
        name: values[0] for name, values in parse_qs(urlsplit(response.headers["Location"]).query).items()
    }


def exchange(web: httpx2.Client, code: str, **changes: str) -> httpx2.Response:
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT}
    return web.post("/token", data={**form, **CLIENT, "code_verifier": VERIFIER, **changes})


def refresh(web: httpx2.Client, token: object, **changes: str) -> httpx2.Response:
    form = {"grant_type": "refresh_token", "refresh_token": str(token)}
    return web.post("/token", data={**form, **CLIENT, **changes})


def login(web: httpx2.Client, **changes: str) -> dict[str, Any]:
    return dict(exchange(web, redirected(web, **changes)["code"]).raise_for_status().json())


def lets(web: httpx2.Client, token: str) -> int:
    headers = {"Authorization": f"Bearer {token}"}
    return web.get(f"/calendar/v3/{EVENTS}", headers=headers).status_code


def error(response: httpx2.Response) -> tuple[int, str]:
    said = response.json()
    assert set(said) == {"error", "error_description"}
    return response.status_code, said["error"]


class TestConsent:
    def test_sends_back_a_code_and_the_state(self, web: httpx2.Client) -> None:
        sent = redirected(web)
        assert set(sent) == {"code", "state", "scope"}
        assert (sent["state"], sent["scope"]) == ("s t/a&te", FULL)

    def test_can_be_denied(self, web: httpx2.Client, google: GoogleServer) -> None:
        google.oauth.consent = Consent(denies=True)
        assert redirected(web) == {"error": "access_denied", "state": "s t/a&te"}

    def test_can_be_given_in_part(self, web: httpx2.Client, google: GoogleServer) -> None:
        google.oauth.consent = Consent(only=frozenset({FULL}))
        sent = redirected(web, scope=f"{FULL} {ROOT}calendar.freebusy")
        assert sent["scope"] == FULL
        assert exchange(web, sent["code"]).json()["scope"] == FULL

    @pytest.mark.parametrize("redirect", ["http://localhost:1/", "http://127.0.0.1:9/x", "http://[::1]:80"])
    def test_sends_to_any_port_of_this_machine(self, web: httpx2.Client, redirect: str) -> None:
        assert consent(web, redirect_uri=redirect).headers["Location"].startswith(f"{redirect}?")

    @pytest.mark.parametrize(
        "changes",
        [
            {"client_id": "nobody"},
            {"redirect_uri": "http://example.com/"},
            {"redirect_uri": "https://127.0.0.1/"},
            {"redirect_uri": ""},
            {"response_type": "token"},
            {"code_challenge_method": "S512"},
            {"scope": ""},
            {"scope": f"{FULL} https://example.com/other"},
        ],
    )
    def test_is_not_asked_for_by_whom_it_cannot_trust(
        self, web: httpx2.Client, changes: dict[str, str]
    ) -> None:
        response = consent(web, **changes)
        assert response.status_code == 400
        assert "Location" not in response.headers


class TestCode:
    def test_gives_tokens(self, web: httpx2.Client) -> None:
        given = login(web)
        assert set(given) == {"access_token", "expires_in", "refresh_token", "scope", "token_type"}
        assert (given["token_type"], given["expires_in"], given["scope"]) == ("Bearer", 3599, FULL)
        assert lets(web, given["access_token"]) == 200

    def test_is_good_once(self, web: httpx2.Client) -> None:
        code = redirected(web)["code"]
        assert exchange(web, code).status_code == 200
        assert error(exchange(web, code)) == (400, "invalid_grant")

    def test_is_good_for_ten_minutes(self, web: httpx2.Client, google: GoogleServer) -> None:
        code = redirected(web)["code"]
        google.clock.move(timedelta(minutes=11))
        assert error(exchange(web, code)) == (400, "invalid_grant")

    @pytest.mark.parametrize("verifier", ["", "another-verifier-of-more-than-43-characters-"])
    def test_needs_its_verifier(self, web: httpx2.Client, verifier: str) -> None:
        code = redirected(web)["code"]
        assert error(exchange(web, code, code_verifier=verifier)) == (400, "invalid_grant")

    def test_takes_a_plain_challenge(self, web: httpx2.Client) -> None:
        sent = redirected(web, code_challenge=VERIFIER, code_challenge_method="plain")
        assert exchange(web, sent["code"]).status_code == 200

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"redirect_uri": "http://127.0.0.1:9/"}, (400, "redirect_uri_mismatch")),
            ({"client_id": "nobody"}, (401, "invalid_client")),
            ({"client_secret": "guess"}, (401, "invalid_client")),
            ({"code": "made-up"}, (400, "invalid_grant")),
            ({"grant_type": "password"}, (400, "unsupported_grant_type")),
        ],
    )
    def test_needs_all_the_rest(
        self, web: httpx2.Client, changes: dict[str, str], expected: tuple[int, str]
    ) -> None:
        assert error(exchange(web, **{"code": redirected(web)["code"]} | changes)) == expected

    def test_takes_the_client_from_the_header_too(self, web: httpx2.Client) -> None:
        form = {"grant_type": "authorization_code", "redirect_uri": REDIRECT, "code_verifier": VERIFIER}
        for secret, expected in ((CLIENT_SECRET, 200), ("guess", 401)):
            code = redirected(web)["code"]
            response = web.post("/token", data=form | {"code": code}, auth=(CLIENT_ID, secret))
            assert response.status_code == expected


class TestRefresh:
    def test_comes_only_when_asked_for(self, web: httpx2.Client) -> None:
        assert "refresh_token" not in login(web, access_type="online")

    def test_comes_only_the_first_time(self, web: httpx2.Client) -> None:
        assert "refresh_token" in login(web)
        assert "refresh_token" not in login(web)
        assert "refresh_token" in login(web, prompt="consent")

    def test_comes_again_after_revocation(self, web: httpx2.Client, google: GoogleServer) -> None:
        login(web)
        google.grants.revoke_all()
        assert "refresh_token" in login(web)

    def test_gives_a_new_access_token(self, web: httpx2.Client, google: GoogleServer) -> None:
        given = login(web)
        google.clock.move(timedelta(seconds=3599))
        assert lets(web, given["access_token"]) == 401
        fresh = refresh(web, given["refresh_token"]).json()
        assert "refresh_token" not in fresh
        assert lets(web, fresh["access_token"]) == 200

    def test_dies_after_seven_days_of_testing(self, web: httpx2.Client, google: GoogleServer) -> None:
        token = login(web)["refresh_token"]
        google.clock.move(timedelta(days=8))
        assert refresh(web, token).status_code == 200
        google.grants.testing = True
        assert error(refresh(web, token)) == (400, "invalid_grant")

    def test_lives_to_the_seventh_day(self, web: httpx2.Client, google: GoogleServer) -> None:
        google.grants.testing = True
        token = login(web)["refresh_token"]
        google.clock.move(timedelta(days=6, hours=23))
        assert refresh(web, token).status_code == 200

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"refresh_token": "made-up"}, (400, "invalid_grant")),
            ({"client_secret": "guess"}, (401, "invalid_client")),
        ],
    )
    def test_needs_token_and_client(
        self, web: httpx2.Client, changes: dict[str, str], expected: tuple[int, str]
    ) -> None:
        assert error(refresh(web, login(web)["refresh_token"], **changes)) == expected


class TestRevocation:
    @pytest.mark.parametrize("kind", ["access_token", "refresh_token"])
    def test_ends_both_tokens(self, web: httpx2.Client, kind: str) -> None:
        given = login(web)
        assert web.post("/revoke", data={"token": given[kind]}).status_code == 200
        assert lets(web, given["access_token"]) == 401
        assert error(refresh(web, given["refresh_token"])) == (400, "invalid_grant")

    def test_takes_the_token_in_the_address_too(self, web: httpx2.Client) -> None:
        assert web.post("/revoke", params={"token": login(web)["access_token"]}).status_code == 200

    def test_knows_no_other_token(self, web: httpx2.Client) -> None:
        assert error(web.post("/revoke", data={"token": "made-up"})) == (400, "invalid_token")

    def test_can_be_done_by_hand(self, web: httpx2.Client, google: GoogleServer) -> None:
        given = login(web)
        google.grants.revoke_all()
        assert lets(web, given["access_token"]) == 401
        assert "revoked" in refresh(web, given["refresh_token"]).json()["error_description"]


def test_knows_no_other_address(web: httpx2.Client) -> None:
    assert web.get("/token").status_code == 404
    assert web.get("/").status_code == 404
