"""The headers of every answer, over HTTP."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from cryptography.fernet import Fernet

from service.config.serving import Serving
from service.domain.token import Purpose
from service.usecases.credentials.feed_links import Keyring, feed_link
from service.web.service import Service
from tests.fakes.clock import FakeClock
from tests.household import Browser
from tests.office_life import NOW, move_in, service_in
from tests.served import served

PATHS = (
    "/subscribe",
    "/nothing",
    "/sign-out",
    "/sign-in/nobodys",
    "/set-up",
    "/static/liftrun.css",
    "/static/nothing",
    "/feed/nobodys.ics",
    "/api/v1/sources",
    "/api/v1/plan",
    "/api/v1/openapi.json",
)
"""Pages, refusals of each kind, a redirection, files, the feed and the API."""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("headers")
    move_in(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIFTRUN_KEY", Fernet.generate_key().decode())
        service = service_in(folder, FakeClock(NOW))
        service.serving = Serving(trusted_proxies=("127.0.0.9",))
        with closing(service.directory.database):
            yield service


@pytest.fixture(scope="module")
def feed(service: Service) -> str:
    """Where the feed is, opened before anybody asks for it."""
    vault = service.directory.of("robin").archive.vault
    found = feed_link(Keyring("robin", service.tokens, vault), Purpose.FEED, now=NOW)
    assert found
    return f"/feed/{found.secret}.ics"


@pytest.fixture(scope="module")
def browser(service: Service, feed: str) -> Iterator[Browser]:
    assert feed
    with served(service) as address, closing(Browser(address)) as browser:
        yield browser


@pytest.mark.parametrize("path", PATHS)
def test_stand_on_every_answer(browser: Browser, path: str) -> None:
    headers = browser.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert not any("unsafe" in part or "*" in part for part in policy.values())
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] in {"same-origin", "no-referrer"}
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "geolocation=()" in headers["permissions-policy"]
    assert "noindex" in headers["x-robots-tag"]
    assert "server" not in headers
    assert len(headers.get_list("cache-control")) == len(headers.get_list("x-robots-tag")) == 1


@pytest.mark.parametrize("path", PATHS)
def test_nothing_of_a_person_is_kept_on_the_way(browser: Browser, path: str) -> None:
    kept = browser.get(path).headers["cache-control"]
    assert kept == ("no-cache" if path.startswith("/static/") else "no-store")


def test_a_file_that_is_the_same_is_not_sent_again(browser: Browser) -> None:
    tag = browser.get("/static/liftrun.css").headers["etag"]
    again = browser.get("/static/liftrun.css", **{"If-None-Match": tag})
    assert (again.status_code, again.headers["cache-control"]) == (304, "no-cache")


def test_an_answer_of_its_own_mind_is_left_alone(browser: Browser, feed: str) -> None:
    fetched = browser.get(feed)
    assert fetched.status_code == 200
    assert "no-store" not in fetched.headers["cache-control"]
    assert len(fetched.headers.get_list("cache-control")) == 1
    assert "etag" in fetched.headers
    assert "set-cookie" not in fetched.headers


@pytest.mark.parametrize("path", PATHS)
def test_tls_is_asked_for_where_it_is_there(service: Service, browser: Browser, path: str) -> None:
    assert "strict-transport-security" not in browser.get(path).headers
    before, service.serving = service.serving, Serving(trusted_proxies=("127.0.0.0/8",))
    try:
        secure = browser.get(path, **{"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"})
    finally:
        service.serving = before
    assert int(secure.headers["strict-transport-security"].partition("=")[2]) >= 31_536_000


def test_all_that_a_page_shows_is_our_own(browser: Browser) -> None:
    text = browser.get("/subscribe").text
    assert "<style" not in text
    assert " style=" not in text
    assert "<script>" not in text
    assert ' onclick="' not in text
