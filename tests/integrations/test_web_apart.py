"""No route shows an athlete's data to another athlete or to a visitor; every route is requested."""

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import Any

import httpx2
import pytest
from cryptography.fernet import Fernet
from fastapi import FastAPI

from service.domain.token import Purpose
from service.usecases.credentials.feed_links import FEEDS, Keyring, feed_link
from service.web.access.guard import SAFE
from service.web.service import Service
from tests.fakes.clock import FakeClock
from tests.household import LIVED, NEW, Browser, link_secret, move_in_together
from tests.office_life import DEMO, NOW, WEEK, service_in
from tests.served import served

FOR_ALL = ("/static", "/healthz", "/readyz", "/metrics", "/api/v1/openapi.json", "/rows.css")
"""What shows nothing of anybody and so is shown to everybody."""

SESSION = f"{WEEK}-lower"
VALUES = {"week": WEEK, "number": "1", "version": "1", "month": "2026-03", "day": "2026-03-05"}
"""What stands in the places of an address; in all others the name of a session does."""

FORM = {
    "word": "skip",
    "session": SESSION,
    "hour": "Thu 18:00",
    "start": "2026-03-05T18:00",
    "number": "1",
    "version": "1",
    "week": WEEK,
    "feed": "feed",
    "purpose": "feed",
    "is_sure": "yes",
    "force": "yes",
}


@dataclass(frozen=True)
class Way:
    """One request to the service."""

    method: str
    path: str

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def address(self) -> str:
        return re.sub(r"\{(\w+)(:\w+)?\}", lambda found: VALUES.get(found[1], SESSION), self.path)

    def ask(self, browser: Browser) -> httpx2.Response:
        """Ask it, as a form where something may change."""
        if self.method in SAFE:
            return browser.client.request(self.method, self.address, params=FORM)
        headers = {"X-CSRF-Token": browser.csrf()}
        if self.path.startswith("/api/"):
            return browser.client.request(self.method, self.address, json=self._action, headers=headers)
        return browser.client.request(self.method, self.address, data=FORM, headers=headers)

    @property
    def _action(self) -> Mapping[str, str]:
        return {name: FORM[name] for name in ("word", "session")}


@dataclass(frozen=True)
class World:
    """A service with two athletes, and every request to it."""

    service: Service
    app: FastAPI
    address: str

    @property
    def ways(self) -> list[Way]:
        """All of them but those that are for everybody, and those in and out."""
        return [way for way in self.every if not way.path.startswith((*FOR_ALL, "/sign-"))]

    @property
    def every(self) -> list[Way]:
        found = {Way(method, path) for path, methods in _routes(self.app.routes) for method in methods}
        return sorted(found, key=str)

    @property
    def secrets(self) -> list[str]:
        """What only the first athlete may see."""
        titles = re.findall(r"^SUMMARY:(.+)$", DEMO.read_text(), re.MULTILINE)
        keyring = Keyring(LIVED, self.service.tokens, self.service.directory.of(LIVED).archive.vault)
        feeds = [feed_link(keyring, purpose, now=NOW) for purpose in FEEDS]
        return [LIVED, *map(str.strip, set(titles)), *(feed.secret for feed in feeds if feed)]

    def kept(self) -> dict[str, list[Any]]:
        """Every row of the first athlete."""
        from sqlalchemy import select
        from sqlmodel import SQLModel

        with self.service.directory.database.reading() as session:
            return {
                name: sorted(map(repr, session.execute(select(table).where(table.c.athlete == LIVED))))
                for name, table in SQLModel.metadata.tables.items()
                if "athlete" in table.c
            }


def _routes(routes: Any, before: str = "") -> Iterator[tuple[str, set[str]]]:
    for route in routes:
        included = getattr(route, "original_router", None)
        if included is not None:
            yield from _routes(included.routes, before + route.include_context.prefix)
        elif getattr(route, "methods", None):
            yield before + route.path, route.methods
        else:
            assert route.path == "/static", f"{route} is of a kind this test knows nothing of"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("apart")
    move_in_together(folder)
    apps: list[FastAPI] = []
    with ExitStack() as lasting:
        patch = lasting.enter_context(pytest.MonkeyPatch.context())
        patch.setenv("LIFTRUN_KEY", Fernet.generate_key().decode())
        service = service_in(folder, FakeClock(NOW))
        lasting.enter_context(closing(service.directory.database))
        address = lasting.enter_context(served(service, apps.append))
        yield World(service, apps[0], address)


@pytest.fixture
def browser(world: World) -> Iterator[Browser]:
    with closing(Browser(world.address)) as browser:
        yield browser


def _seen(answer: httpx2.Response, secrets: list[str]) -> list[str]:
    said = f"{answer.text}\n{answer.headers}".casefold()
    return [secret for secret in secrets if secret.casefold() in said]


def test_there_are_ways_to_ask(world: World) -> None:
    ways = set(map(str, world.ways))
    assert {"GET /api/v1/plan", "POST /api/v1/actions", "GET /subscribe"} <= ways


def test_an_athlete_sees_what_is_theirs(world: World, browser: Browser) -> None:
    """Otherwise that others do not see it would say nothing."""
    browser.sign_in(link_secret(world.service, LIVED))
    seen = set[str]()
    for way in world.ways:
        if way.method == "GET":
            seen.update(_seen(way.ask(browser), world.secrets))
    name, *titles, feed, busy_feed = world.secrets
    assert {name, feed, busy_feed} <= seen
    # Some stand in weeks that no page was asked for.
    assert len(seen.intersection(titles)) > 1


def test_nobody_sees_or_changes_anything(world: World, browser: Browser) -> None:
    secrets = world.secrets  # the first look makes the feeds' links
    before = world.kept()
    for way in world.ways:
        answer = way.ask(browser)
        is_set_up = way.path.startswith("/set-up")
        assert answer.status_code in ({303, 401, 403, 404, 409} if is_set_up else {401, 404, 405}), way
        assert not _seen(answer, secrets), way
    assert world.kept() == before


def test_what_is_for_everybody_is_about_nobody(world: World, browser: Browser) -> None:
    browser.get("/nothing-here")
    for way in world.every:
        if way.path.startswith(FOR_ALL) and way.method in SAFE:
            assert not _seen(way.ask(browser), world.secrets), way


def test_another_athlete_sees_and_changes_nothing(world: World, browser: Browser) -> None:
    browser.sign_in(link_secret(world.service, NEW))
    secrets = world.secrets  # the first look makes the feeds' links
    before = world.kept()
    for way in world.ways:
        answer = way.ask(browser)
        assert answer.status_code not in {401, 429}, way
        assert answer.status_code < 500, (way, answer.text)
        assert not _seen(answer, secrets), way
    assert world.kept() == before


def test_what_changes_something_wants_a_page_of_ours(world: World, browser: Browser) -> None:
    browser.sign_in(link_secret(world.service, LIVED))
    before = world.kept()
    changing = [way for way in world.ways if way.method not in SAFE]
    assert changing
    for way in changing:
        kinds: list[dict[str, Any]] = [{"data": FORM}, {"json": FORM}, {"content": b""}]
        for sent in kinds:
            answer = browser.client.request(way.method, way.address, **sent)
            assert answer.status_code == 403, way
        stranger = {"X-CSRF-Token": browser.csrf(), "Origin": "https://evil.example"}
        answer = browser.client.request(way.method, way.address, data=FORM, headers=stranger)
        assert answer.status_code == 403, way
    assert world.kept() == before


def test_looking_changes_nothing(world: World, browser: Browser) -> None:
    browser.sign_in(link_secret(world.service, LIVED))
    world.secrets  # noqa: B018  # the first look makes the feeds' links
    before = {name: rows for name, rows in world.kept().items() if name != "feeds"}
    for way in world.ways:
        if way.method in SAFE:
            way.ask(browser)
    assert {name: rows for name, rows in world.kept().items() if name != "feeds"} == before


def test_a_feed_is_its_owners(world: World, browser: Browser) -> None:
    uids = {}
    for name, other in ((LIVED, NEW), (NEW, LIVED)):
        keyring = Keyring(name, world.service.tokens, world.service.directory.of(name).archive.vault)
        feed = feed_link(keyring, Purpose.FEED, now=NOW)
        assert feed
        text = browser.get(f"/feed/{feed.secret}.ics").text
        assert other not in text
        uids[name] = set(re.findall(r"^UID:(\S+)", text, re.MULTILINE))
    assert uids[LIVED]
    assert not uids[LIVED] & uids[NEW]
