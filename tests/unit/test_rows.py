"""The rows of the week page on which hours are drawn, on longer and shorter days too."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from service.domain.span import Span
from service.domain.week import Week
from service.web.pages.rows import Rows, Window, rows, window_around
from tests.builders import BERLIN, MONDAY, placements

WEEK = Week(MONDAY, BERLIN)
USUAL = Window()


def at(text: str) -> Span:
    return next(iter(placements(text, week=WEEK))).span


def test_an_hour_is_twelve_rows_from_the_first_that_is_shown() -> None:
    assert USUAL.rows_of(at("Mon 06:00 lower 65"), MONDAY, BERLIN) == Rows(13, 26)
    assert USUAL.rows_of(at("Mon 06:00 lower 65"), WEEK.days[1], BERLIN) is None
    assert USUAL.rows_of(at("Mon 03:00 lower 60"), MONDAY, BERLIN) is None
    assert USUAL.rows_of(at("Mon 04:00 lower 90"), MONDAY, BERLIN) == Rows(1, 7)
    assert USUAL.line_of(at("Mon 11:40 lower 60").start, MONDAY, BERLIN) == 81


def test_early_and_late_sessions_widen_what_is_shown() -> None:
    assert window_around([at("Mon 18:00 lower 60")], BERLIN) == Window(5, 23)
    assert window_around([at("Mon 04:30 lower 60")], BERLIN) == Window(4, 23)
    assert window_around([at("Mon 22:30 lower 45")], BERLIN) == Window(5, 24)
    assert window_around([at("Mon 23:30 lower 60")], BERLIN) == Window(5, 24)


@given(
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"]),
    day=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    start=st.integers(0, 24 * 12 * 2),
    minutes=st.integers(5, 600),
)
def test_whatever_is_drawn_lies_on_the_sheet(zone: str, day: date, start: int, minutes: int) -> None:
    clock = ZoneInfo(zone)
    week = Week(day, clock)
    span = Span.lasting(week.span.start + start * timedelta(minutes=5), timedelta(minutes=minutes))
    for shown in week.days[:3]:
        drawn = USUAL.rows_of(span, shown, clock)
        assert drawn is None or 1 <= drawn.first < drawn.last <= USUAL.rows.last


def test_every_line_that_can_be_asked_for_has_a_class() -> None:
    sheet = bytes(rows().body).decode()
    lines = Window(0, 24).rows
    assert f".r{lines.first}{{" in sheet
    assert f".e{lines.last}{{" in sheet
