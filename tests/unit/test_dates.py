"""The written form of days and hours for people."""

from datetime import UTC, date, datetime, timedelta

import pytest
from starlette.requests import Request

from service.web.pages.dates import Dates, dates_of
from tests.builders import BERLIN

EVENING = datetime(2026, 3, 4, 16, 30, tzinfo=UTC)


def read_by(languages: str, *, clock: int | None = None) -> Dates:
    headers = [(b"accept-language", languages.encode("latin-1"))]
    return dates_of(Request({"type": "http", "headers": headers}), BERLIN, clock)


@pytest.mark.parametrize(
    ("languages", "when"),
    [
        ("en-GB", "Wed 4 Mar, 17:30"),
        ("en-US,en;q=0.9", "Wed, Mar 4, 5:30\u202fpm"),
        ("de-DE,de;q=0.9,en;q=0.8", "Wed, 4 Mar, 17:30"),
        ("fr", "Wed, 4 Mar, 17:30"),
        ("ja-JP", "Wed, 4 Mar, 17:30"),
        ("en-GB;q=0.1, en-US;q=0.7", "Wed, Mar 4, 5:30\u202fpm"),
        ("", "Wed, 4 Mar, 17:30"),
        ("*", "Wed, 4 Mar, 17:30"),
        ("nonsense;;q=x,,-,en-GB", "Wed 4 Mar, 17:30"),
        ("\xff" * 300, "Wed, 4 Mar, 17:30"),
    ],
)
def test_order_and_clock_follow_the_language_and_words_stay_english(languages: str, when: str) -> None:
    assert read_by(languages).when(EVENING) == when


def test_the_athletes_own_clock_comes_first() -> None:
    assert read_by("en-US", clock=24).clock(EVENING) == "17:30"
    assert read_by("de", clock=12).clock(EVENING) == "5:30\u202fpm"


@pytest.mark.parametrize(
    ("hour", "written"), [(0, "12 am"), (5, "5 am"), (12, "12 pm"), (23, "11 pm"), (24, "12 am")]
)
def test_twelve_comes_before_one(hour: int, written: str) -> None:
    assert read_by("en-US").hour(hour) == written


def test_sentences_of_rules_are_said_by_the_same_clock() -> None:
    sentence = "Lower body (Fri 06:00) lies 30 min from 12:15, and 24:00 is none."
    assert read_by("en-GB").said(sentence) == sentence
    said = "Lower body (Fri 6:00\u202fam) lies 30 min from 12:15\u202fpm, and 24:00 is none."
    assert read_by("en-US").said(sentence) == said


@pytest.mark.parametrize(
    ("past", "said"),
    [
        (timedelta(seconds=-5), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=3), "3 min ago"),
        (timedelta(hours=2, minutes=3), "2 h 3 min ago"),
        (timedelta(hours=5, minutes=50), "6 h ago"),
        (timedelta(days=2), "2 days ago"),
    ],
)
def test_what_is_past_is_told_in_the_unit_that_suits(past: timedelta, said: str) -> None:
    assert read_by("en").ago(EVENING - past, EVENING) == said


def test_a_week_is_written_with_its_year() -> None:
    written = read_by("en-GB").days(date(2025, 12, 29), date(2026, 1, 4))
    assert written.replace("\u2009", " ") == "29 Dec 2025 – 4 Jan 2026"
