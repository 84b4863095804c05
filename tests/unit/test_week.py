"""Seven local days, on which clocks may change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from service.domain.span import Span
from service.domain.week import Week, coming_week
from tests.builders import BERLIN, MONDAY, hours

HOUR = timedelta(hours=1)
SPRING = Week(date(2026, 3, 23), BERLIN)
AUTUMN = Week(date(2026, 10, 19), BERLIN)


def utc(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def test_a_week_is_seven_days_from_any_weekday_on() -> None:
    week = Week(date(2026, 2, 26), BERLIN)
    assert week.days[0] == date(2026, 2, 26)
    assert week.days[-1] == date(2026, 3, 4)
    assert len(week.days) == 7
    assert week.following.first_day == date(2026, 3, 5)
    assert week.following.zone is BERLIN


@pytest.mark.parametrize(
    ("zone", "first_day", "length"),
    [
        ("Europe/Berlin", date(2026, 3, 2), 168),
        ("Europe/Berlin", date(2026, 3, 23), 167),
        ("Europe/Berlin", date(2026, 10, 19), 169),
        ("Australia/Lord_Howe", date(2026, 3, 30), 168.5),
        ("Australia/Lord_Howe", date(2026, 9, 28), 167.5),
    ],
)
def test_a_week_is_as_long_as_its_clock_says(zone: str, first_day: date, length: float) -> None:
    week = Week(first_day, ZoneInfo(zone))
    assert week.span.duration == length * HOUR
    assert sum((week.span_of(day).duration for day in week.days), timedelta()) == week.span.duration


def test_days_border_on_each_other() -> None:
    spans = [SPRING.span_of(day) for day in SPRING.days]
    assert [span.end for span in spans[:-1]] == [span.start for span in spans[1:]]
    assert spans[-1].duration == 23 * HOUR


@pytest.mark.parametrize(
    ("first_day", "key"),
    [
        (date(2026, 3, 2), "2026-W10"),
        (date(2026, 3, 8), "2026-W10"),
        (date(2026, 3, 9), "2026-W11"),
        (date(2026, 12, 28), "2026-W53"),
        (date(2027, 1, 1), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
    ],
)
def test_the_key_is_the_iso_week(first_day: date, key: str) -> None:
    assert Week(first_day, BERLIN).key == key


def test_a_skipped_time_is_read_with_the_offset_before_the_change() -> None:
    assert SPRING.at(date(2026, 3, 29), time(2, 30)) == utc(3, 29, 1, 30)


def test_of_a_time_shown_twice_the_first_is_meant() -> None:
    assert AUTUMN.at(date(2026, 10, 25), time(2, 30)) == utc(10, 25, 0, 30)


def test_the_day_is_the_athletes() -> None:
    new_york = Week(MONDAY, ZoneInfo("America/New_York"))
    assert new_york.day_of(utc(3, 3, 4, 59)) == date(2026, 3, 2)
    assert new_york.day_of(utc(3, 3, 5)) == date(2026, 3, 3)
    assert new_york.local(utc(3, 3, 4, 59)).time() == time(23, 59)


@pytest.mark.parametrize(
    ("clock", "start", "end"),
    [
        ("17:00-20:30", utc(3, 2, 16), utc(3, 2, 19, 30)),
        ("22:30-06:00", utc(3, 2, 21, 30), utc(3, 3, 5)),
        ("00:00-00:00", utc(3, 1, 23), utc(3, 2, 23)),
    ],
)
def test_hours_end_on_the_next_day_when_they_must(clock: str, start: datetime, end: datetime) -> None:
    assert Week(MONDAY, BERLIN).hours_on(MONDAY, hours(clock)) == Span(start, end)


def test_hours_over_a_change_of_clocks_are_real_time() -> None:
    sunday = SPRING.days[-1]
    assert SPRING.hours_on(sunday, hours("01:00-04:00")).duration == 2 * HOUR
    assert SPRING.hours_on(sunday, hours("02:30-03:15")).duration == timedelta()
    assert AUTUMN.hours_on(AUTUMN.days[-1], hours("01:00-04:00")).duration == 4 * HOUR


def test_nights_begin_with_the_one_before_the_week() -> None:
    nights = list(Week(MONDAY, BERLIN).nightly(hours("22:30-06:00")))
    assert nights[0] == Span(utc(3, 1, 21, 30), utc(3, 2, 5))
    assert nights[-1] == Span(utc(3, 8, 21, 30), utc(3, 9, 5))
    assert len(nights) == 8


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        (utc(3, 1, 22, 59), date(2026, 3, 2)),
        (utc(3, 1, 23), date(2026, 3, 2)),
        (utc(3, 2, 22, 59), date(2026, 3, 2)),
        (utc(3, 2, 23), date(2026, 3, 9)),
        (utc(3, 8, 12), date(2026, 3, 9)),
    ],
)
def test_the_coming_week_begins_on_the_athletes_monday(now: datetime, monday: date) -> None:
    assert coming_week(now, BERLIN).first_day == monday
