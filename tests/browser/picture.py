"""The picture of a week in README.md, taken of our own page as it is printed: `make picture`."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.conftest import BROWSERS, FLAGS, running
from tests.browser.png import small
from tests.fakes.clock import FakeClock
from tests.office_life import NOW, live, service_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

PICTURE = Path(__file__).parents[2] / "service" / "web" / "week.png"
LARGEST = 60_000
"""Octets that a reader of the README should have to fetch at most."""

WIDTH, EDGE = 1080, 12


def taken(page: "Page", address: str) -> bytes:
    """The picture of the week at an address; the page's window is as wide as the picture."""
    page.goto(address)
    page.emulate_media(media="print")
    page.evaluate(f"document.body.style.padding = '{EDGE}px'")
    week = page.locator("section.week").bounding_box()
    assert week
    height = week["y"] + week["height"] + EDGE
    screenshot = page.screenshot(clip={"x": 0, "y": 0, "width": WIDTH, "height": height})
    return small(screenshot, page, shown(page))


def shown(page: "Page") -> str:
    """What a picture of the page shows: the days of the week, and each session with its hours."""
    title = page.locator("h1").inner_text()
    faces = page.locator(".session .face").all()
    sessions = [
        f"{face.locator('.name').inner_text()} {face.locator('.hours').inner_text()}" for face in faces
    ]
    return "; ".join(" ".join(text.split()) for text in (title, *sessions)).replace("–", "-")


def main() -> None:
    """Take it anew."""
    import shutil

    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        live(folder)
        found = next(filter(None, map(shutil.which, BROWSERS)), None)
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        with running(folder, service_in(folder, FakeClock(NOW))) as visited:
            page = browser.new_page(viewport={"width": WIDTH, "height": 800}, locale="en-GB", bypass_csp=True)
            PICTURE.write_bytes(taken(page, visited.address))
        browser.close()


if __name__ == "__main__":
    main()
