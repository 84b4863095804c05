"""Parsing of hours, durations and days as people write them."""

from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.config import notation
from service.domain.week import Hours, Weekday

MINUTES = st.builds(time, hour=st.integers(0, 23), minute=st.integers(0, 59))


@given(start=MINUTES, end=MINUTES)
def test_hours_read_back(start: time, end: time) -> None:
    written = f"{start:%H:%M}-{end:%H:%M}"
    if start == end:
        with pytest.raises(ValueError, match="ends when it starts"):
            notation.hours(written)
    else:
        assert notation.hours(written) == Hours(start, end)


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("22-6", time(22), time(6)),
        ("8-12", time(8), time(12)),
        ("22:30 - 6:00", time(22, 30), time(6)),
        ("17:00  –  20", time(17), time(20)),
        ("0-24", time(), time()),
    ],
)
def test_whole_hours_and_spaces(written: str, start: time, end: time) -> None:
    assert notation.hours(written) == Hours(start, end)


@pytest.mark.parametrize("written", ["8", "8-", "-8", "8-12-14", "8--12", "8:5-12", "2026-11-24", "8-25"])
def test_what_are_no_hours(written: str) -> None:
    with pytest.raises(ValueError, match=r"should be hours|no clock shows"):
        notation.hours(written)


def test_an_empty_text_is_said_to_be_empty() -> None:
    with pytest.raises(ValueError, match='such as "22:30-06:00", and is empty'):
        notation.sleep(" ")
    with pytest.raises(ValueError, match="an empty name is no time zone"):
        notation.zone("")


@given(hours=st.integers(0, 335), minutes=st.integers(0, 59))
def test_lengths_read_back(hours: int, minutes: int) -> None:
    length = timedelta(hours=hours, minutes=minutes)
    assert notation.length(f"{hours} h {minutes} min") == length
    assert notation.length(f"{hours}h{minutes}min") == length
    if hours < 160:
        assert notation.length(f"{60 * hours + minutes} min") == length


def test_a_day_ends_at_24() -> None:
    assert notation.hours("00:00-24:00") == Hours(time(), time())


@pytest.mark.parametrize("written", ["", "5", "5 m", "-5 min", "1.5 h", "min", "h", "1 min 1 h", "337 h"])
def test_what_is_no_length(written: str) -> None:
    with pytest.raises(ValueError, match=r"length|14 days"):
        notation.length(written)


@pytest.mark.parametrize("written", ["22:30-01:00", "22:00-13:00"])
def test_what_is_no_night(written: str) -> None:
    with pytest.raises(ValueError, match="3 to 14 hours"):
        notation.sleep(written)


@pytest.mark.parametrize(
    ("written", "day"), [("Mon", 0), ("tuesday", 1), (" WED ", 2), ("Thurs", 3), ("sun", 6)]
)
def test_days_by_name(written: str, day: int) -> None:
    assert notation.weekday(written) is Weekday(day)


def test_words_in_any_case_and_the_nearest_of_them() -> None:
    assert notation.goal(" Fat-Loss ").value == "fat-loss"
    with pytest.raises(ValueError, match="did you mean advanced"):
        notation.level("Advnced")
    with pytest.raises(ValueError, match="choose one of easy, moderate, hard, max"):
        notation.effort("zzz")


@pytest.mark.parametrize("written", ["", "../etc/passwd", "Europe", "localtime", "right/Europe/Berlin"])
def test_what_is_no_time_zone(written: str) -> None:
    with pytest.raises(ValueError, match="is no time zone"):
        notation.zone(written)
