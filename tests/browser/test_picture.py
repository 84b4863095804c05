"""The picture of a week in README.md shows what our page shows, and is quickly fetched."""

from tests.browser.conftest import Visit, Visited
from tests.browser.picture import LARGEST, PICTURE, WIDTH, taken
from tests.browser.png import size_and_comment
from tests.installed import ROOT


def test_it_shows_what_the_page_shows_today(looked_at: Visited, visit: Visit) -> None:
    page = visit(looked_at.address, viewport={"width": WIDTH, "height": 800}, bypass_csp=True)
    now = taken(page, looked_at.address)
    kept = PICTURE.read_bytes()
    # Letters are drawn a little differently on each machine: compared is what is written, not the pixels.
    width, _, shown = size_and_comment(kept)
    assert (width, shown) == (WIDTH, size_and_comment(now)[2]), "run `make picture`"
    assert "Lower body 06:00-07:05" in shown
    assert max(len(now), len(kept)) < LARGEST


def test_the_readme_shows_it_and_says_what_is_seen() -> None:
    readme = (ROOT / "README.md").read_text()
    assert f"]({PICTURE.relative_to(ROOT)})" in readme
