"""The week page: its sessions, their status, and the warnings."""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from service.athletes.sync_athlete import SyncOptions, propose_sync, sync_athlete
from service.usecases.syncing.decision import NO_DECISION
from tests.axe import violations
from tests.browser.conftest import Visit, Visited, running
from tests.fakes.clock import FakeClock
from tests.office_life import FIRST_PLAN, NOW, agreed, move_in, newcomer_in, say, service_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAGES = (
    "/",
    "/week/2026-W09",
    "/week/2026-W30",
    "/session/2026-W10-lower",
    "/session/2026-W10-upper",
    "/session/2026-W10-lower/hours",
    "/history",
)

CUT_OFF = """() => [...document.querySelectorAll(".face, .is-end .legs")].filter(
  (each) => each.scrollHeight > each.clientHeight + 1).map((each) => each.textContent.trim())"""

OVERLAPPING = """() => {
  const boxes = [...document.querySelectorAll(".session .face")].map((each) => each.getBoundingClientRect());
  return boxes.filter((one, n) => boxes.slice(n + 1).some((other) =>
    one.left < other.right - 1 && other.left < one.right - 1 &&
    one.top < other.bottom - 1 && other.top < one.bottom - 1)).length;
}"""

IS_WIDER = "document.documentElement.scrollWidth > window.innerWidth"


def text_of(page: "Page", selector: str) -> str:
    return " ".join(page.locator(selector).inner_text().split())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["phone", "tablet", "desk"])
def test_every_page_is_accessible_and_fits_its_window(
    looked_at: Visited, visit: Visit, size: str, scheme: str
) -> None:
    page = visit(looked_at.address, size=size, color_scheme=scheme)
    for path in PAGES:
        page.goto(looked_at.address + path)
        assert violations(page) == [], path
        assert not page.evaluate(IS_WIDER), path
        assert page.evaluate(CUT_OFF) == [], path
        assert page.evaluate(OVERLAPPING) == 0, path


def test_the_week_says_what_is_trained_when_and_how_hard(looked_at: Visited, visit: Visit) -> None:
    page = visit(looked_at.address)
    assert page.get_by_role("heading", level=1).inner_text().endswith("2–8 Mar 2026")
    days = page.locator(".day")
    assert days.count() == 7
    wednesday = days.nth(2)
    assert wednesday.locator("h3").inner_text().split() == ["Wednesday", "4", "Mar", "today"]
    assert wednesday.locator(".now").count() == 1
    assert page.locator(".now").count() == 1
    face = wednesday.get_by_role("link", name="Intervals")
    assert " ".join(face.inner_text().split()) == "Intervals 17:30–18:25 hard"
    assert face.locator("svg.kind").count() == 1
    assert "Upper body" in days.nth(1).inner_text()
    assert days.nth(1).locator(".session .tag").text_content() == "taken as done"


def test_busy_time_stands_grey_between_and_is_named(looked_at: Visited, visit: Visit) -> None:
    tuesday = visit(looked_at.address).locator(".day").nth(1)
    assert tuesday.locator(".busy .title").all_inner_texts() == [
        "School run",
        "Review with Tokyo, Office",
        "Office",
        "Choir",
    ]


def test_hours_stand_beside_their_labels_even_below_what_lasts_all_day(life: Visited, visit: Visit) -> None:
    calendar = life.folder / "calendar.ics"
    trip = "BEGIN:VEVENT\nUID:trip\nDTSTAMP:20260101T000000Z\nDTSTART;VALUE=DATE:20260307\nSUMMARY:Trip\n"
    calendar.write_text(calendar.read_text().replace("END:VCALENDAR", f"{trip}END:VEVENT\nEND:VCALENDAR"))
    propose_sync(life.context, NO_DECISION, now=NOW, options=SyncOptions(sources=life.context.sources()))
    page = visit(life.address)
    assert page.locator(".all-day").inner_text().endswith("Trip")
    axis, blocks = (page.locator(selector).first.bounding_box() for selector in (".axis", ".blocks"))
    assert axis
    assert blocks
    assert abs(axis["y"] - blocks["y"]) <= 1
    hour = page.locator("[id='2026-W10-intervals']").bounding_box()
    assert hour
    # It begins at 17:30; the first hour that is shown is 5, the last one ends at 23.
    assert abs(hour["y"] - blocks["y"] - 12.5 / 18 * blocks["height"]) <= 2


def test_nobody_reads_over_a_shoulder_what_busy_time_is_for(life: Visited, visit: Visit) -> None:
    config = life.folder / "config.toml"
    config.write_text(config.read_text().replace("titles = true", "titles = false"))
    page = visit(life.address)
    assert set(page.locator(".busy .title").all_inner_texts()) == {"busy"}
    assert "Choir" not in page.content()


def test_until_when_legs_are_not_ready_is_drawn_and_said(looked_at: Visited, visit: Visit) -> None:
    page = visit(looked_at.address)
    windows = page.locator(".legs-window")
    assert [" ".join(each.split()) for each in windows.all_text_contents()] == [
        "Legs recovering, easy running only",
        "Legs recovering, easy running only",
        "Legs ready from 07:05",
    ]
    long_run = page.get_by_role("link", name="Long run").first.bounding_box()
    last = windows.last.bounding_box()
    assert last
    assert long_run
    assert last["y"] + last["height"] <= long_run["y"]


def test_other_weeks_are_one_step_away(looked_at: Visited, visit: Visit) -> None:
    page = visit(looked_at.address)
    page.get_by_role("link", name="Previous week").click()
    page.wait_for_url("**/week/2026-W09")
    assert page.locator("[id='2026-W09-easy'] .tag").text_content() == "skipped"
    page.get_by_role("link", name="This week").click()
    page.get_by_role("link", name="Next week").click()
    page.wait_for_url("**/week/2026-W11")
    assert "Deload week" in text_of(page, ".week-head")


def test_the_month_is_a_plot_and_a_table_of_the_same(looked_at: Visited, visit: Visit) -> None:
    page = visit(looked_at.address)
    assert page.locator("svg.strip rect.lift").count() == 6
    assert page.locator("svg.strip .label").all_text_contents() == ["deload"]
    page.get_by_text("As a table").click()
    rows = [row.split() for row in page.locator("tbody tr").all_inner_texts()]
    # What was skipped is in nobody's legs: 40 minutes of running less.
    assert rows[1] == ["23", "Feb", "120", "min", "145", "min", "3"]
    assert rows[2] == ["2", "Mar", "130", "min", "190", "min", "3"]
    assert rows[3] == ["9", "Mar", "deload", "80", "min", "115", "min", "3"]


def test_it_says_when_calendars_were_read_and_shouts_when_that_is_long_ago(
    lived: Path, tmp_path: Path, visit: Visit
) -> None:
    folder = Path(shutil.copytree(lived, tmp_path / "life"))
    with running(folder, service_in(folder, FakeClock(NOW))) as visited:
        page = visit(visited.address)
        assert "Work read 3 min ago" in text_of(page, ".sources")
        assert page.get_by_role("alert").count() == 0
    with running(folder, service_in(folder, FakeClock(NOW + timedelta(hours=2)))) as visited:
        page = visit(visited.address)
        assert "Work was last read 2 h 3 min ago." in page.get_by_role("alert").inner_text()


def test_a_calendar_that_fails_is_shouted_with_what_went_wrong(
    lived: Path, tmp_path: Path, visit: Visit
) -> None:
    folder = Path(shutil.copytree(lived, tmp_path / "life"))
    (folder / "calendar.ics").write_text("nothing")
    with running(folder, service_in(folder, FakeClock(NOW + timedelta(minutes=20)))) as visited:
        page = visit(visited.address)
        page.get_by_role("button", name="Read them and plan again").click()
        assert "Work could not be read" in page.locator("main").inner_text()
        assert violations(page) == []
        page.get_by_role("link", name="Back").click()
        assert "Work cannot be read:" in page.get_by_role("alert").inner_text()


def test_what_found_no_room_says_why_and_what_would_let_it_in(tmp_path: Path, visit: Visit) -> None:
    crowded = '[athlete]\nid = "robin"\ntimezone = "Europe/Berlin"\nhours = { Sat = "09:00-11:00" }\n'
    folder = tmp_path / "crowded"
    move_in(folder, config=crowded)
    with running(folder, service_in(folder, FakeClock(FIRST_PLAN))) as visited:
        sync_athlete(visited.context, lambda _: NO_DECISION, now=FIRST_PLAN, agree=agreed)
        page = visit(visited.address)
        # Today is Sunday and nothing stands any more: the first week that is planned is shown.
        assert page.get_by_role("heading", level=1).inner_text().endswith("23 Feb\u2009–\u20091 Mar 2026")
        dropped = page.locator(".left-out")
        assert dropped.count() > 2
        assert dropped.first.locator("li").count() > 0
        assert violations(page) == []
        page.goto(f"{visited.address}/session/{dropped.first.get_attribute('id')}")
        assert page.get_by_role("heading", name="In the way").count() == 1
        assert violations(page) == []


def test_what_was_left_out_or_pinned_is_marked(life: Visited, visit: Visit) -> None:
    say(life.context, "pin", "2026-W10-lower", now=NOW)
    say(life.context, "skip", "2026-W10-mobility", now=NOW)
    page = visit(life.address)
    assert page.locator("[id='2026-W10-lower'] .tag").text_content() == "pinned"
    assert text_of(page, "section:has(#skipped)") == "Left out, as you said Mobility"
    page.get_by_role("link", name="Mobility").click()
    page.get_by_role("button", name="Plan it after all").click()
    page.get_by_role("button", name="Let it be planned").click()
    page.wait_for_url("**/week/2026-W10?after=*")
    assert page.get_by_role("link", name="Mobility").count() == 1
    assert page.get_by_role("status").inner_text().startswith("Done. Mobility is new, on")


def test_before_the_first_plan_it_offers_to_plan(tmp_path: Path, visit: Visit) -> None:
    move_in(tmp_path / "new")
    with running(tmp_path / "new", service_in(tmp_path / "new", FakeClock(NOW))) as visited:
        page = visit(visited.address)
        assert page.get_by_role("heading", name="Nothing is planned yet").count() == 1
        assert violations(page) == []
        page.get_by_role("button", name="Plan now").click()
        page.wait_for_url("**/?after=1*")
        # Planned on a Wednesday, it begins on the Monday to come.
        assert page.get_by_role("heading", level=1).inner_text().endswith("9–15 Mar 2026")
        assert page.locator(".session").count() == 6


@pytest.mark.parametrize(
    ("locale", "heading", "hours"),
    [
        ("en-US", "Mar 2 – 8, 2026", "5:30\u202fpm–6:25\u202fpm"),
        ("de-DE", "2–8 Mar 2026", "17:30–18:25"),
    ],
)
def test_days_and_hours_are_written_as_where_the_reader_lives(
    looked_at: Visited, visit: Visit, locale: str, heading: str, hours: str
) -> None:
    page = visit(looked_at.address, locale=locale)
    assert " ".join(page.get_by_role("heading", level=1).inner_text().split()).endswith(heading)
    assert page.locator("[id='2026-W10-intervals'] .hours").inner_text() == hours
    assert page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize(
    "path",
    [
        "/week/2026-W60",
        "/week/2026-W1",
        "/week/9999-W52",
        "/week/nonsense",
        "/session/2026-W10-nothing",
        "/session/nonsense",
        "/session/2026-W10-nothing/hours",
    ],
)
def test_what_there_is_not_is_not_found(looked_at: Visited, visit: Visit, path: str) -> None:
    page = visit(looked_at.address)
    answer = page.goto(looked_at.address + path)
    assert answer is not None
    assert answer.status == 404
    assert violations(page) == []


def test_a_week_prints_on_one_sheet(looked_at: Visited, visit: Visit) -> None:
    page = visit(looked_at.address)
    sheets = page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
    assert sheets == 1


HARD_TO_READ = """() => [...document.querySelectorAll(".session .face")].flatMap((face) => {
  const parts = [".name", ".hours time", ".effort"].map(
    (part) => face.querySelector(part).getBoundingClientRect());
  const isShown = parts.every((one) => one.width > 5 && one.height > 5);
  const isClear = parts.every((one, n) => parts.slice(n + 1).every((other) =>
    one.right <= other.left + 1 || other.right <= one.left + 1 ||
    one.bottom <= other.top + 3 || other.bottom <= one.top + 3));
  const name = face.querySelector(".name");
  const isWhole = name.scrollWidth <= name.clientWidth + 1 || getComputedStyle(name).overflow === "visible";
  return isShown && isClear && isWhole ? [] : [face.textContent.trim()];
})"""


@pytest.mark.parametrize("locale", ["en-GB", "en-US"])
@pytest.mark.parametrize("width", [718, 794, 1054, 1123])
def test_name_hour_and_effort_of_each_session_are_printed(
    looked_at: Visited, visit: Visit, width: int, locale: str
) -> None:
    page = visit(looked_at.address, viewport={"width": width, "height": 760}, locale=locale)
    page.emulate_media(media="print")
    assert page.locator(".session .face").count() == 6
    assert page.evaluate(HARD_TO_READ) == []


def test_the_history_says_what_each_version_changed(looked_at: Visited, visit: Visit) -> None:
    page = visit(looked_at.address + "/history")
    versions = page.locator(".versions > li")
    assert versions.locator("h2").all_inner_texts() == ["Easy run skipped stands", "The first plan"]
    assert "Easy run is new, on Mon 17:30." in versions.last.inner_text()


def test_somebody_new_is_not_shown_an_empty_week(tmp_path: Path, visit: Visit) -> None:
    with running(tmp_path, newcomer_in(tmp_path)) as visited:
        assert visit(visited.address).url.endswith("/set-up")
