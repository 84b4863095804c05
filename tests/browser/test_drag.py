"""A session dragged with the pointer: findings appear on the way, and nothing is saved unconfirmed."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from service.domain.mark import MarkKind
from service.domain.span import Span
from tests.axe import violations
from tests.browser.conftest import Visit, Visited

if TYPE_CHECKING:
    from playwright.sync_api import Page

SESSION = "2026-W10-lower"


def drag(page: "Page", session: str, *, day: int, hour: float) -> None:
    """Take it by its top, to that hour of a day counted from 0, and hold it there."""
    face = page.locator(f"[id='{session}'] .face")
    face.scroll_into_view_if_needed()
    box, column = face.bounding_box(), page.locator(".blocks").nth(day).bounding_box()
    assert box
    assert column
    x, y = box["x"] + 20, box["y"] + 6
    # The grid shows the hours from 5 to 23.
    top = column["y"] + (hour - 5) / 18 * column["height"]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 15, y + 15, steps=2)
    page.mouse.move(column["x"] + 20, top + 6, steps=5)


def telling(page: "Page", hour: str) -> str:
    """What the rules say of that hour; before it, they may have answered to one on the way."""
    page.locator(".telling", has_text=hour).wait_for()
    return " ".join(page.locator(".telling").inner_text().split())


def test_it_snaps_to_quarter_hours_and_the_rules_answer_on_the_way(looked_at: Visited, visit: Visit) -> None:
    page = visit(looked_at.address)
    with page.expect_response("**/api/v1/findings?*") as answered:
        drag(page, SESSION, day=3, hour=18.55)
    assert answered.value.ok
    assert page.locator(".ghost").inner_text() == "18:30"
    assert telling(page, "Thursday, 18:30").startswith("Thursday, 18:30 · Costs")
    assert page.locator("[id='2026-W10-lower'].is-carried").count() == 1
    page.keyboard.press("Escape")
    page.mouse.up()
    assert page.locator(".ghost, .is-carried").count() == 0
    assert not page.locator("dialog").is_visible()


def test_what_breaks_a_must_looks_so_while_it_is_held(looked_at: Visited, visit: Visit) -> None:
    page = visit(looked_at.address)
    drag(page, SESSION, day=3, hour=10)
    assert telling(page, "Thursday, 10:00").startswith("Thursday, 10:00 · Breaks a must.")
    assert page.locator(".ghost.is-refused").count() == 1
    page.keyboard.press("Escape")
    page.mouse.up()


def test_dropped_it_is_looked_at_before_it_is_written(life: Visited, visit: Visit) -> None:
    page, before = visit(life.address), life.context.archive.plans.head()
    drag(page, SESSION, day=3, hour=18.5)
    page.mouse.up()
    sheet = page.get_by_role("dialog")
    sheet.get_by_role("heading", name="Move Lower body?").wait_for()
    assert "Lower body moved from Fri 06:00 to Thu 18:30" in sheet.inner_text()
    assert life.context.archive.plans.head() == before
    assert violations(page) == []
    sheet.get_by_role("button", name="Move it").click()
    page.wait_for_url("**/week/2026-W10?after=3*")
    assert "Lower body moved from Fri 06:00 to Thu 18:30" in page.get_by_role("status").inner_text()
    head = life.context.archive.plans.head()
    assert head is not None
    pins = {mark.session: mark.span for mark in head.marks if mark.kind is MarkKind.PINNED}
    hour = datetime(2026, 3, 5, 17, 30, tzinfo=UTC)
    assert pins == {SESSION: Span.lasting(hour, timedelta(minutes=65))}
    assert page.locator(f".day:nth-child(4) [id='{SESSION}'] .pinned").inner_text().strip() == "pinned"


def test_left_as_it_is_nothing_is_written(life: Visited, visit: Visit) -> None:
    page, before = visit(life.address), life.context.archive.plans.head()
    drag(page, SESSION, day=3, hour=18.5)
    page.mouse.up()
    page.get_by_role("dialog").get_by_role("link", name="Leave it as it is").click()
    page.get_by_role("dialog").wait_for(state="hidden")
    assert page.locator(f".day:nth-child(5) [id='{SESSION}']").count() == 1
    assert life.context.archive.plans.head() == before


def test_a_click_without_a_drag_opens_the_session(looked_at: Visited, visit: Visit) -> None:
    page = visit(looked_at.address)
    page.locator(f"[id='{SESSION}'] .face").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_role("heading", name="Lower body").wait_for()
    assert "Why here" in sheet.inner_text()
    assert page.url == f"{looked_at.address}/"
    assert violations(page) == []
    sheet.get_by_role("link", name="Another day").click()
    sheet.get_by_role("heading", name="Lower body, but when?").wait_for()
    assert "costs" in sheet.locator(".offer").first.inner_text()


def test_what_has_begun_cannot_be_taken(looked_at: Visited, visit: Visit) -> None:
    page = visit(looked_at.address)
    drag(page, "2026-W10-upper", day=4, hour=18)
    assert page.locator(".ghost").count() == 0
    page.mouse.up()
