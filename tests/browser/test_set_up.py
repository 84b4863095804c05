"""The set-up page by pointer, by keyboard alone, without JavaScript, and on every screen size."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.axe import violations
from tests.browser.conftest import Visit, Visited

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.fakes.google_server import GoogleServer


def go_on(page: "Page") -> None:
    page.get_by_role("button", name=re.compile("^Next")).click()


def heading(page: "Page") -> str:
    return page.get_by_role("heading", level=1).inner_text()


def is_as_wide_as_its_window(page: "Page") -> bool:
    """Whether nothing hangs out of it to the right."""
    wide: bool = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    return wide


@pytest.mark.parametrize("size", ["phone", "tablet", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_step_is_accessible(newcomer: Visited, visit: Visit, size: str, scheme: str) -> None:
    page = visit(newcomer.address, size=size, color_scheme=scheme, timezone_id="Europe/Berlin")
    seen = list[str]()

    def look() -> None:
        assert violations(page) == []
        assert is_as_wide_as_its_window(page)
        seen.append(heading(page))

    look()
    go_on(page)
    page.get_by_label("Monday to Friday").fill("7 to 8")
    go_on(page)
    look()
    page.get_by_label("Monday to Friday").fill("06:00-08:30, 17:00-21:00")
    go_on(page)
    page.get_by_text("Connect Google Calendar").click()
    look()
    page.get_by_text("By its address").click()
    page.get_by_role("textbox", name="Address").fill("http://127.0.0.1:9/office.ics")
    page.get_by_role("button", name="Test my calendar").click()
    look()
    go_on(page)
    look()
    page.get_by_role("link", name="Change the calendar").click()
    page.get_by_text("No calendar yet").click()
    go_on(page)
    look()
    assert seen == [
        "Let’s find your hours",
        "When can you train?",
        "Where is your calendar?",
        "Where is your calendar?",
        "Your week cannot be planned yet",
        "Your first week",
    ]


def test_keys_alone_are_enough(newcomer: Visited, visit: Visit) -> None:
    page = visit(newcomer.address, timezone_id="Europe/Lisbon")
    focus(page, "goal")
    page.keyboard.press("ArrowDown")
    assert page.get_by_role("radio", name=re.compile("^Muscle Lifting")).is_checked()
    page.keyboard.press("Enter")
    page.wait_for_url("**/set-up/hours")
    assert page.get_by_label("Time zone").input_value() == "Europe/Lisbon"
    focus(page, "weekend")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("none")
    page.keyboard.press("Enter")
    page.wait_for_url("**/set-up/calendar")
    focus(page, "road")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/set-up/week")
    focus(page, "", role="BUTTON")
    with page.expect_request("**/subscribe"):
        page.keyboard.press("Enter")
    athlete = newcomer.service.directory.of("me").config.athlete
    assert (athlete.goal, str(athlete.zone)) == ("muscle", "Europe/Lisbon")
    assert not athlete.hours[6]  # type: ignore[index]


def focus(page: "Page", name: str, *, role: str = "INPUT") -> None:
    """Press Tab until the element has the focus, and can be seen to have it."""
    for _ in range(80):
        page.keyboard.press("Tab")
        tag, found = page.evaluate("[document.activeElement.tagName, document.activeElement.name ?? '']")
        if (tag, found) == (role, name):
            assert page.evaluate("document.activeElement.matches(':focus-visible')")
            return
    raise AssertionError(f"Tab never came to {name or role}")


def test_without_javascript_it_is_all_there(newcomer: Visited, visit: Visit) -> None:
    page = visit(newcomer.address, size="phone", java_script_enabled=False)
    go_on(page)
    page.get_by_label("Time zone").fill("Europe/Berlin")
    page.get_by_label("Saturday and Sunday").fill("25:00-26:00")
    go_on(page)
    assert page.get_by_role("alert").inner_text().endswith("25:00-26:00 names a time no clock shows")
    field = page.get_by_label("Saturday and Sunday")
    assert field.get_attribute("aria-invalid") == "true"
    field.fill("09:00-13:00")
    go_on(page)
    page.get_by_text("No calendar yet").click()
    go_on(page)
    page.get_by_text("Why here").first.click()
    with page.expect_request("**/subscribe"):
        page.get_by_role("button", name="Looks good").click()
    assert newcomer.service.directory.names() == ("me",)


def test_what_was_wrong_has_the_focus_and_leads_to_its_field(newcomer: Visited, visit: Visit) -> None:
    from playwright.sync_api import expect

    page = visit(f"{newcomer.address}/set-up/calendar")
    go_on(page)
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("alert").get_by_role("link", name="Address").click()
    page.wait_for_url("**#address")
    # From a field that a link leads to, Tab goes on to what stands after it.
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Where do I find the address?"


@pytest.fixture
def client(google: "GoogleServer", tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What Google's console gave out, to somebody of whom nothing is kept yet."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "keys"))
    monkeypatch.delenv("LIFTRUN_KEY", raising=False)
    return google.client_file(tmp_path / "client.json").read_text()


@pytest.mark.parametrize("has_script", [True, False])
def test_google_says_yes_in_a_window_of_its_own(
    newcomer: Visited, visit: Visit, client: str, *, has_script: bool
) -> None:
    page = visit(f"{newcomer.address}/set-up/calendar", size="phone", java_script_enabled=has_script)
    page.get_by_text("Connect Google Calendar").click()
    page.get_by_label("Client file").fill(client)
    go_on(page)
    assert heading(page) == "Say yes at Google"
    assert not has_script or violations(page) == []
    with page.expect_popup() as opened:
        page.get_by_role("link", name=re.compile("^Open Google")).click()
    opened.value.get_by_text("Liftrun has heard from Google").wait_for()
    page.get_by_role("heading", name="Google has let Liftrun in").wait_for()
    assert not has_script or violations(page) == []
    assert is_as_wide_as_its_window(page)


def test_the_time_zone_that_was_entered_is_not_guessed_again(newcomer: Visited, visit: Visit) -> None:
    page = visit(f"{newcomer.address}/set-up/hours", timezone_id="America/New_York")
    assert page.get_by_label("Time zone").input_value() == "America/New_York"
    page.get_by_label("Time zone").fill("Asia/Tokyo")
    go_on(page)
    page.get_by_role("link", name="Back").click()
    assert page.get_by_label("Time zone").input_value() == "Asia/Tokyo"
