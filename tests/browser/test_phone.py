"""The week on a phone: the days in one column, every control large enough for a thumb."""

from tests.browser.conftest import SIZES, Visit, Visited

SMALL = """() => [...document.querySelectorAll("main :is(a, button, summary, input[name=hour]), nav a")]
  .filter((each) => each.checkVisibility() && !each.closest("p, table, .left-out, .plain"))
  .map((each) => [each.textContent.trim() || each.getAttribute("aria-label"), each.getBoundingClientRect()])
  .filter(([, box]) => box.height < 44 || box.width < 44)
  .map(([name, box]) => `${name}: ${box.width} by ${box.height}`)"""


def test_everything_to_touch_is_large_enough(looked_at: Visited, visit: Visit) -> None:
    page = visit(looked_at.address, size="phone", has_touch=True)
    for path in ("/", "/session/2026-W10-lower", "/session/2026-W10-lower/hours", "/history"):
        page.goto(looked_at.address + path)
        assert page.evaluate(SMALL) == [], path


def test_days_stand_one_under_another_in_order(looked_at: Visited, visit: Visit) -> None:
    page = visit(looked_at.address, size="phone")
    boxes = [day.bounding_box() for day in page.locator(".day").all()]
    tops = [box["y"] for box in boxes if box]
    assert tops == sorted(tops)
    assert len({box["x"] for box in boxes if box}) == 1
    friday = page.locator(".day").nth(4).locator(".block")
    first = [text.split()[0] for text in friday.all_inner_texts()]
    assert first[:2] == ["Lower", "Legs"]


def test_a_tap_opens_a_sheet_that_rises_from_below(looked_at: Visited, visit: Visit) -> None:
    page = visit(looked_at.address, size="phone", has_touch=True, reduced_motion="reduce")
    page.locator("[id='2026-W10-lower'] .face").tap()
    sheet = page.get_by_role("dialog")
    sheet.get_by_role("heading", name="Lower body").wait_for()
    box = sheet.bounding_box()
    assert box is not None
    assert box["width"] == SIZES["phone"]["width"]
    assert box["y"] + box["height"] == SIZES["phone"]["height"]
    sheet.get_by_role("button", name="Close").tap()
    sheet.wait_for(state="hidden")


def test_a_finger_scrolls_and_does_not_drag(looked_at: Visited, visit: Visit) -> None:
    page = visit(looked_at.address, size="tablet", has_touch=True)
    page.locator("[id='2026-W10-lower'] .face").evaluate(
        """(face) => {
          const box = face.getBoundingClientRect();
          const at = (type, y) => face.dispatchEvent(new PointerEvent(type, {
            bubbles: true, pointerType: "touch", pointerId: 1, clientX: box.x + 9, clientY: box.y + y}));
          at("pointerdown", 5); at("pointermove", 60); at("pointermove", 120);
        }"""
    )
    assert page.locator(".ghost").count() == 0
