"""Every action by forms alone, each with a preview before it is carried out."""

from typing import TYPE_CHECKING

import pytest

from service.domain.mark import MarkKind
from tests.axe import violations
from tests.browser.conftest import Visit, Visited
from tests.office_life import NOW, say

if TYPE_CHECKING:
    from playwright.sync_api import Page

LOWER = "2026-W10-lower"


@pytest.fixture
def page(life: Visited, visit: Visit) -> "Page":
    return visit(life.address, size="phone", java_script_enabled=False)


def marks(life: Visited) -> dict[str, MarkKind]:
    return {mark.session: mark.kind for mark in life.context.archive.plans.marks()}


def push(page: "Page", *names: str) -> None:
    for name in names:
        page.get_by_role("button", name=name, exact=True).click()


def test_a_session_is_pinned_and_let_go(life: Visited, page: "Page") -> None:
    page.get_by_role("link", name="Lower body").click()
    push(page, "Pin")
    assert page.get_by_role("heading", level=1).inner_text() == "Keep Lower body where it stands?"
    assert marks(life).keys() == {"2026-W09-easy"}
    push(page, "Pin it")
    assert page.url.startswith(f"{life.address}/week/2026-W10?after=3")
    assert page.url.endswith(f"#{LOWER}")
    assert marks(life)[LOWER] is MarkKind.PINNED
    page.get_by_role("link", name="Lower body").click()
    push(page, "Unpin", "Let it be planned")
    assert LOWER not in marks(life)


def test_a_session_is_left_out(life: Visited, page: "Page") -> None:
    page.goto(f"{life.address}/session/{LOWER}")
    push(page, "Skip", "Leave it out")
    assert marks(life)[LOWER] is MarkKind.SKIPPED
    assert page.locator("section:has(#skipped) a").inner_text() == "Lower body"


def test_not_today_offers_hours_with_their_price_and_each_can_be_taken(life: Visited, page: "Page") -> None:
    page.get_by_role("link", name="Intervals").last.click()
    page.get_by_role("link", name="Not today").click()
    offers = page.locator(".offer")
    assert offers.count() > 1
    assert all("point" in each or "nothing" in each for each in offers.all_inner_texts())
    hour = offers.first.locator("strong").inner_text()
    assert "Wed 4 Mar" not in page.locator(".offers").inner_text()
    offers.first.click()
    push(page, "Move it")
    assert marks(life)["2026-W10-intervals"] is MarkKind.PINNED
    day, _, clock = hour.partition(", ")
    column = page.locator(".day", has_text=day.partition(" ")[2])
    assert column.locator("[id='2026-W10-intervals'] .hours time").first.inner_text() == clock


def test_a_session_is_moved_to_an_hour_that_is_written(life: Visited, page: "Page") -> None:
    page.goto(f"{life.address}/session/{LOWER}")
    page.get_by_label("Move it to").fill("2026-03-07T09:15")
    push(page, "Look what that changes")
    assert "Lower body moved from Fri 06:00 to Sat 09:15" in page.locator("main").inner_text()
    push(page, "Move it")
    assert page.locator(f"[id='{LOWER}'] .hours").inner_text() == "09:15–10:20"


def test_done_is_noted_and_taken_back(life: Visited, page: "Page") -> None:
    page.goto(f"{life.address}/session/2026-W10-upper")
    push(page, "Done", "Yes, it was done")
    assert [line.kind for line in life.context.archive.log.read()] == ["upper"]
    assert "done" in page.locator("[id='2026-W10-upper'] .tag").inner_text()
    page.goto(f"{life.address}/session/2026-W10-upper")
    push(page, "Not done after all", "Yes, it was not")
    assert life.context.archive.log.read() == ()


def test_what_was_done_before_its_hour_is_noted_with_the_hour(life: Visited, page: "Page") -> None:
    page.goto(f"{life.address}/session/2026-W10-intervals")
    page.get_by_text("I have done it already").click()
    page.get_by_label("It began").fill("2026-03-04T07:00")
    push(page, "Note it as done", "Yes, it was done")
    (line,) = life.context.archive.log.read()
    assert (str(line.day), line.start and line.start.hour) == ("2026-03-04", 6)


def test_the_newest_version_is_undone(life: Visited, page: "Page") -> None:
    say(life.context, "skip", LOWER, now=NOW)
    page.goto(f"{life.address}/history")
    push(page, "Undo the newest version")
    assert page.get_by_role("heading", level=1).inner_text() == "Go back to the version before?"
    assert LOWER in marks(life)
    push(page, "Undo")
    assert page.url.startswith(f"{life.address}/history?after=")
    assert LOWER not in marks(life)
    assert page.locator(".versions h2").first.inner_text().startswith("Undid version")


def test_what_cannot_be_is_refused_with_a_reason(life: Visited, page: "Page") -> None:
    page.goto(f"{life.address}/session/{LOWER}")
    # What a browser would not let through, a form sent by hand may bring.
    page.get_by_label("Move it to").evaluate("field => { field.type = 'text'; field.value = 'soon'; }")
    push(page, "Look what that changes")
    assert '"soon" should be an hour' in page.locator("main").inner_text()
    page.goto(f"{life.address}/session/{LOWER}")
    page.get_by_label("Move it to").evaluate("field => { field.type = 'text'; field.value = ''; }")
    page.locator("form.line").first.evaluate("form => { form.noValidate = true; }")
    push(page, "Look what that changes")
    assert "needs an hour" in page.locator("main").inner_text()


def test_a_form_of_somebody_elses_page_is_not_believed(life: Visited, page: "Page") -> None:
    page.goto(f"{life.address}/session/{LOWER}")
    page.locator("form[action$='/skip'] input[name=csrf]").evaluate("field => { field.value = 'guess'; }")
    page.locator("form[action$='/skip']").evaluate(
        "form => { form.insertAdjacentHTML('beforeend', '<input name=meant value=yes>'); }"
    )
    push(page, "Skip")
    assert LOWER not in marks(life)


def test_previews_are_accessible(life: Visited, visit: Visit) -> None:
    for scheme in ("light", "dark"):
        page = visit(f"{life.address}/session/{LOWER}", color_scheme=scheme)
        push(page, "Skip")
        assert violations(page) == []
