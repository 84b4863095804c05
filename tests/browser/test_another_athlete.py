"""Several athletes on one service: each signs in by their own link and sees only their own data."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography.fernet import Fernet

from service.usecases.credentials.sign_in_link import roll_link
from tests.axe import violations
from tests.browser.conftest import Visit, Visited, running
from tests.fakes.clock import FakeClock
from tests.household import LIVED, NEW, enrol_both, link_secret
from tests.office_life import NOW, WEEK, service_in

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def shared(lived: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visited]:
    """One service for somebody in the middle of their weeks, and somebody who has just come."""
    monkeypatch.setenv("LIFTRUN_KEY", Fernet.generate_key().decode())
    folder = tmp_path / "shared"
    shutil.copytree(lived, folder)
    service = service_in(folder, FakeClock(NOW))
    enrol_both(service, folder)
    with running(folder, service) as visited:
        yield visited


def link(shared: Visited, name: str) -> str:
    return f"{shared.address}/sign-in/{link_secret(shared.service, name)}"


def sign_in(page: "Page") -> None:
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")


@pytest.mark.parametrize("size", ["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_way_in_is_accessible_and_names_nobody(
    shared: Visited, visit: Visit, size: str, scheme: str
) -> None:
    page = visit(link(shared, LIVED), size=size, color_scheme=scheme)
    assert violations(page) == []
    assert LIVED not in page.content()
    page.goto(f"{shared.address}/week/{WEEK}")
    assert page.get_by_role("heading", level=1).inner_text() == "You are not signed in."
    assert violations(page) == []


def test_the_button_opens_the_week_with_a_session_the_page_cannot_read(shared: Visited, visit: Visit) -> None:
    page = visit(link(shared, LIVED))
    sign_in(page)
    (cookie,) = (each for each in page.context.cookies() if each.get("name") == "liftrun")
    assert (cookie.get("httpOnly"), cookie.get("sameSite")) == (True, "Lax")
    assert "liftrun=" not in page.evaluate("document.cookie")
    assert page.locator("a[href*='/session/']").first.is_visible()


def test_it_needs_no_javascript(shared: Visited, visit: Visit) -> None:
    page = visit(link(shared, LIVED), java_script_enabled=False)
    sign_in(page)
    page.get_by_role("button", name="Sign out").click()
    assert page.get_by_role("heading", level=1).inner_text() == "You are not signed in."


def test_anothers_pages_are_refused(shared: Visited, visit: Visit) -> None:
    of_lived = visit(link(shared, LIVED))
    sign_in(of_lived)
    address = of_lived.locator("a[href*='/session/']").first.get_attribute("href")
    assert address
    title = of_lived.goto(f"{shared.address}{address}")
    assert title
    assert title.status == 200
    of_new = visit(link(shared, NEW))
    sign_in(of_new)
    answer = of_new.goto(f"{shared.address}{address}")
    assert answer
    assert answer.status == 404
    assert of_lived.get_by_role("heading", level=1).inner_text() not in of_new.content()
    nobody = visit(f"{shared.address}{address}")
    assert nobody.get_by_role("heading", level=1).inner_text() == "You are not signed in."


def test_a_new_link_ends_what_the_old_one_began(shared: Visited, visit: Visit) -> None:
    page = visit(link(shared, LIVED))
    sign_in(page)
    vault = shared.service.directory.of(LIVED).archive.vault
    roll_link(LIVED, shared.service.tokens, vault, now=NOW)
    page.reload()
    assert page.get_by_role("heading", level=1).inner_text() == "You are not signed in."


def test_a_page_of_somebody_elses_changes_nothing(shared: Visited, visit: Visit) -> None:
    page = visit(link(shared, LIVED))
    sign_in(page)
    before = shared.context.archive.plans.head()
    page.goto("about:blank")
    page.set_content(f'<form method="post" action="{shared.address}/sign-out"><button>Go</button></form>')
    with page.expect_navigation():
        page.get_by_role("button", name="Go").click()
    assert (
        page.get_by_role("heading", level=1).inner_text().startswith("This did not come from a page of ours")
    )
    assert shared.context.archive.plans.head() == before
    page.goto(shared.address)
    assert page.get_by_role("button", name="Sign out").is_visible()
