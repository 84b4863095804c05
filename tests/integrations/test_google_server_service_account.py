"""The local Google server accepts a service account by its signed assertions."""

import base64
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

from tests.fakes.google.caller import EVENTS
from tests.fakes.google.scopes import FULL
from tests.fakes.google_server import ROBOT, GoogleServer


# Making the key takes a while, so one server does for all.
@pytest.fixture(scope="module")
def google() -> Iterator[GoogleServer]:
    with GoogleServer() as server:
        yield server


@pytest.fixture
def web(google: GoogleServer) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=google.url, trust_env=False) as client:
        yield client


def lets(web: httpx2.Client, token: str) -> int:
    headers = {"Authorization": f"Bearer {token}"}
    return web.get(f"/calendar/v3/{EVENTS}", headers=headers).status_code


def error(response: httpx2.Response) -> tuple[int, str]:
    return response.status_code, response.json()["error"]


def coded(document: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(document).encode()).decode().rstrip("=")


def assertion(google: GoogleServer, key: rsa.RSAPrivateKey | None = None, **changes: Any) -> str:
    now = int(time.time())
    usual = {"iss": ROBOT, "aud": f"{google.url}/token", "scope": FULL, "iat": now, "exp": now + 3600}
    signed = f"{coded({'alg': 'RS256', 'typ': 'JWT'})}.{coded(usual | changes)}"
    made = (key or google.oauth.account.key).sign(signed.encode(), padding.PKCS1v15(), SHA256())
    return f"{signed}.{base64.urlsafe_b64encode(made).decode().rstrip('=')}"


def ask(web: httpx2.Client, assertion: str) -> httpx2.Response:
    grant = "urn:ietf:params:oauth:grant-type:jwt-bearer"
    return web.post("/token", data={"grant_type": grant, "assertion": assertion})


def test_is_let_in_by_its_signature(web: httpx2.Client, google: GoogleServer) -> None:
    given = ask(web, assertion(google)).json()
    assert "refresh_token" not in given
    assert lets(web, given["access_token"]) == 200


def test_sees_only_what_is_shared_with_it(web: httpx2.Client, google: GoogleServer) -> None:
    calendar = google.add_calendar("Training")
    token = ask(web, assertion(google)).json()["access_token"]
    path = f"/calendar/v3/calendars/{calendar.id}/events"
    headers = {"Authorization": f"Bearer {token}"}
    assert web.get(path, headers=headers).status_code == 404
    google.share(calendar.id, "writer", ROBOT)
    assert web.get(path, headers=headers).status_code == 200
    listed = web.get("/calendar/v3/users/me/calendarList", headers=headers).json()["items"]
    assert [one["id"] for one in listed] == [ROBOT]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"iss": "nobody@example.com"}, (400, "invalid_grant")),
        ({"aud": "https://example.com/token"}, (400, "invalid_grant")),
        ({"exp": time.time() + 7200}, (400, "invalid_grant")),
        ({"iat": time.time() - 9000, "exp": time.time() - 5400}, (400, "invalid_grant")),
        ({"scope": ""}, (400, "invalid_scope")),
        ({"scope": "https://example.com/other"}, (400, "invalid_scope")),
        ({"sub": "athlete@example.com"}, (401, "unauthorized_client")),
    ],
)
def test_must_claim_what_is_so(
    web: httpx2.Client,
    google: GoogleServer,
    changes: dict[str, Any],
    expected: tuple[int, str],
) -> None:
    assert error(ask(web, assertion(google, **changes))) == expected


def test_must_sign_with_its_own_key(web: httpx2.Client, google: GoogleServer) -> None:
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    response = ask(web, assertion(google, other))
    assert error(response) == (400, "invalid_grant")
    assert "Signature" in response.json()["error_description"]


@pytest.mark.parametrize("assertion", ["", "a.b.c", "nonsense", "..."])
def test_must_sign_something(web: httpx2.Client, assertion: str) -> None:
    assert error(ask(web, assertion)) == (400, "invalid_grant")


def test_has_a_file(google: GoogleServer, tmp_path: Path) -> None:
    written = json.loads(google.service_account_file(tmp_path / "robot.json").read_text())
    assert (written["type"], written["client_email"]) == ("service_account", ROBOT)
    assert written["token_uri"] == f"{google.url}/token"
