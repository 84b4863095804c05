"""Fixtures: a browser, and running services that it can visit."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.axe import AXE
from tests.fakes.clock import FakeClock
from tests.office_life import NOW, live, newcomer_in, service_in
from tests.served import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from service.athletes.context import AthleteContext
    from service.web.service import Service

BROWSERS = ("chromium", "chromium-browser", "google-chrome")

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

SIZES = {
    "phone": {"width": 390, "height": 844},
    "tablet": {"width": 820, "height": 1180},
    "desk": {"width": 1440, "height": 1000},
}

PATIENCE = 10_000
"""Milliseconds after which what should be on a page is missing."""


@dataclass(frozen=True)
class Visited:
    """A running service: its address, and the data behind it."""

    service: "Service"
    address: str
    folder: Path

    @property
    def context(self) -> "AthleteContext":
        """That of the athlete of `tests.office_life`."""
        return self.service.directory.of("robin")


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """The system's browser, one for all tests of a worker."""
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    missing = (
        "no chromium is installed" if found is None else "" if AXE.exists() else f"no {AXE.name} is there"
    )
    if missing:
        hint = f"the browser tests did not run: {missing}; `make test` sees to it"
        if os.environ.get("CI"):
            pytest.fail(hint)
        pytest.skip(hint)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield started
        started.close()


Visit = Callable[..., "Page"]
"""A new window at an address: `visit(address, size="phone", **what playwright's new_context takes)`."""


@pytest.fixture
def visit(browser: "Browser") -> Iterator[Visit]:
    """Opens windows that share nothing; a test in which a page had to complain fails."""
    with ExitStack() as windows:
        complaints: list[str] = []

        def opened(address: str, *, size: str = "desk", **options: Any) -> "Page":
            context = browser.new_context(**{"viewport": SIZES[size], "locale": "en-GB", **options})
            windows.callback(context.close)
            context.set_default_timeout(PATIENCE)
            page = context.new_page()
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("console", lambda said: complaints.append(said.text) if _is_complaint(said) else None)
            page.goto(address)
            return page

        yield opened
        assert complaints == []


def _is_complaint(said: Any) -> bool:
    # What a page is refused by its policy, or by the server, stands there too; a status a test asked for may.
    return said.type in {"error", "warning"} and "the server responded with a status" not in said.text


@contextmanager
def running(folder: Path, service: "Service") -> Iterator[Visited]:
    """A service of what lies in the folder."""
    with closing(service.directory.database), served(service) as address:
        yield Visited(service, address, folder)


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of `tests.office_life`, to be copied only: planning takes seconds."""
    folder = tmp_path_factory.mktemp("lived")
    live(folder)
    return folder


@pytest.fixture(scope="session")
def looked_at(lived: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visited]:
    """An athlete in the middle of their week, for tests that only look: nothing may be changed."""
    folder = tmp_path_factory.mktemp("looked-at")
    shutil.copytree(lived, folder, dirs_exist_ok=True)
    with running(folder, service_in(folder, FakeClock(NOW))) as visited:
        yield visited


@pytest.fixture
def life(lived: Path, tmp_path: Path) -> Iterator[Visited]:
    """The same athlete for one test alone, which may change whatever it likes."""
    folder = tmp_path / "life"
    shutil.copytree(lived, folder)
    with running(folder, service_in(folder, FakeClock(NOW))) as visited:
        yield visited


@pytest.fixture
def newcomer(tmp_path: Path) -> Iterator[Visited]:
    """A service nobody has told anything yet."""
    folder = tmp_path / "newcomer"
    folder.mkdir()
    with running(folder, newcomer_in(folder)) as visited:
        yield visited
