"""The week operated by keyboard alone, as a screen reader announces it."""

from typing import TYPE_CHECKING

from tests.browser.conftest import Visit, Visited

if TYPE_CHECKING:
    from playwright.sync_api import Page

SESSION = "2026-W10-lower"

FOCUSED = "document.activeElement.dataset.session || document.activeElement.textContent.trim()"


def pick_up(page: "Page") -> None:
    page.locator(f"[id='{SESSION}'] .face").focus()
    page.keyboard.press("m")


def heard(page: "Page", sentence: str) -> None:
    """Wait until it is said."""
    from playwright.sync_api import expect

    expect(page.locator("#live")).to_contain_text(sentence)


def test_what_a_session_answers_to_is_told_with_it(looked_at: Visited, visit: Visit) -> None:
    page = visit(looked_at.address)
    face = page.locator(f"[id='{SESSION}'] .face")
    told = page.locator(f"[id='{face.get_attribute('aria-describedby')}']").text_content()
    assert told == "Press M to move this session with the arrow keys."
    assert page.locator("[id='2026-W10-upper'] .face").get_attribute("aria-describedby") is None


def test_arrows_carry_it_and_each_hour_is_said_with_what_the_rules_find(
    looked_at: Visited, visit: Visit
) -> None:
    page = visit(looked_at.address)
    pick_up(page)
    heard(page, "Moving. Friday, 06:00.")
    page.keyboard.press("ArrowLeft")
    heard(page, "Thursday, 06:00. Costs")
    for _ in range(4):
        page.keyboard.press("ArrowUp")
    heard(page, "Thursday, 05:00. Breaks a must.")
    page.keyboard.press("ArrowUp")
    assert page.locator(".ghost").inner_text() == "05:00"


def test_escape_puts_it_back_and_keeps_the_focus(looked_at: Visited, visit: Visit) -> None:
    page = visit(looked_at.address)
    pick_up(page)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    heard(page, "It stays where it is.")
    assert page.locator(".ghost").count() == 0
    assert page.evaluate(FOCUSED) == SESSION


def test_enter_looks_what_that_changes_and_keys_confirm_it(life: Visited, visit: Visit) -> None:
    page = visit(life.address)
    pick_up(page)
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("heading", name="Move Lower body?").wait_for()
    assert page.evaluate(FOCUSED) == "Move Lower body?"
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Move it"
    page.keyboard.press("Enter")
    page.wait_for_url("**/week/2026-W10?after=3*")
    assert page.locator(f".day:nth-child(6) [id='{SESSION}'] .hours").inner_text() == "06:45–07:50"


def test_a_sheet_is_opened_and_left_by_keys(looked_at: Visited, visit: Visit) -> None:
    page = visit(looked_at.address)
    page.locator(f"[id='{SESSION}'] .face").focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("heading", name="Lower body").wait_for()
    assert page.evaluate(FOCUSED) == "Lower body"
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="hidden")
    assert page.evaluate(FOCUSED) == SESSION


def test_the_first_tab_leads_past_what_every_page_has(looked_at: Visited, visit: Visit) -> None:
    page = visit(looked_at.address)
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
