"""The pages in dark mode, and for people who prefer reduced motion."""

from tests.browser.conftest import Visit, Visited

LUMINANCE = """(selector) => {
  const colour = getComputedStyle(document.querySelector(selector)).backgroundColor;
  const rgb = colour.match(/[\\d.]+/g).map(Number);
  return (0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]) / 255;
}"""


def test_dark_is_dark_and_light_is_light(looked_at: Visited, visit: Visit) -> None:
    light = visit(looked_at.address, color_scheme="light")
    dark = visit(looked_at.address, color_scheme="dark")
    for selector in ("body", ".week", "[id='2026-W10-lower'] .face"):
        assert light.evaluate(LUMINANCE, selector) > 0.7, selector
        assert dark.evaluate(LUMINANCE, selector) < 0.25, selector


def test_nothing_moves_for_whom_it_shall_not(looked_at: Visited, visit: Visit) -> None:
    moving = "document.getAnimations().length"
    page = visit(looked_at.address, reduced_motion="reduce")
    page.locator("[id='2026-W10-lower'] .face").click()
    page.get_by_role("dialog").wait_for()
    assert page.evaluate(moving) == 0


def test_nothing_comes_from_elsewhere(looked_at: Visited, visit: Visit) -> None:
    page = visit(looked_at.address)
    asked = list[str]()
    page.on("request", lambda request: asked.append(request.url))
    for path in ("/", "/history", "/session/2026-W10-lower"):
        page.goto(looked_at.address + path)
    assert len(asked) > 6
    assert all(url.startswith(looked_at.address) for url in asked)
