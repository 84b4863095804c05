"""Training logs as people and spreadsheets write them, and the messages for invalid ones."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.diary.settings import DiarySettings
from integrations.diary.training_log import SIZE_LIMIT, DiaryTrainingLog
from integrations.diary.wire import LogErrors, understand
from service.domain.log import Logged
from service.domain.training import Effort, Kind
from service.errors import ConfigurationError

BERLIN = ZoneInfo("Europe/Berlin")
README = Path(__file__).parents[2] / "integrations" / "diary" / "README.md"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "log.csv"


def read(file: Path) -> tuple[Logged, ...]:
    return DiaryTrainingLog(DiarySettings("log.csv", file, BERLIN)).read()


def said(file: Path) -> ConfigurationError:
    with pytest.raises(ConfigurationError) as caught:
        read(file)
    assert str(caught.value).startswith("log.csv: ")
    assert "\n" not in str(caught.value)
    assert caught.value.hint
    return caught.value


def test_the_log_of_the_readme(file: Path) -> None:
    file.write_text(README.read_text("utf-8").split("```")[1].strip(), "utf-8")
    assert read(file) == (
        Logged(date(2026, 11, 23), Kind.EASY, 40 * MINUTE, Effort.EASY),
        Logged(
            date(2026, 11, 24), Kind.LOWER, 60 * MINUTE, Effort.HARD, datetime(2026, 11, 24, 17, tzinfo=UTC)
        ),
        Logged(date(2026, 11, 25), Kind.INTERVALS, 50 * MINUTE, Effort.HARD, missed=True),
    )


@pytest.mark.parametrize(
    "text",
    [
        "kind,date\neasy,2026-11-23",
        "Date;Kind\r\n2026-11-23;easy\r\n",
        "\n# what I did\n\n date , kind \n2026-11-23 , Easy\n\n,\n# end",
        'date,kind\n"2026-11-23","easy"',
        "date,kind,minutes\n2026-11-23,easy",
    ],
)
def test_ways_to_write_the_same(text: str) -> None:
    assert understand(text, BERLIN) == (Logged(date(2026, 11, 23), Kind.EASY, 40 * MINUTE, Effort.EASY),)


def test_a_log_without_rows_is_empty_and_in_order_of_days() -> None:
    assert understand("date,kind\n", BERLIN) == ()
    days = [each.day.day for each in understand("date,kind\n2026-11-03,easy\n2026-11-02,easy", BERLIN)]
    assert days == [2, 3]


def test_a_start_with_an_offset_lies_on_the_athletes_day() -> None:
    (done,) = understand("start,kind\n2026-11-23T23:30-05:00,easy", BERLIN)
    assert (done.day, done.start) == (date(2026, 11, 24), datetime(2026, 11, 24, 4, 30, tzinfo=UTC))


def test_the_mark_a_windows_editor_puts_first_is_no_fault(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbfdate,kind\r\n2026-11-23,easy\r\n")
    assert len(read(file)) == 1


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "row 1: should name the columns kind and date, or kind and start"),
        ("date,kind,pace\n", "row 1: pace is no column, choose from date, start, kind, minutes"),
        ("date,kind,date\n", "row 1: date is there twice"),
        ("kind,minutes\neasy,40", "row 1: should name the columns kind and date, or kind and start"),
        ("date,kind\n2026-13-01,easy", "row 2: date should be such as 2026-11-23, not 2026-13-01"),
        ("date,kind\n,easy", "row 2: date should be such as 2026-11-23"),
        ("date,kind\n0001-01-01,easy", "row 2: date should be such as 2026-11-23, not 0001-01-01"),
        ("start,kind\n2026-11-23,easy", "row 2: start should be such as 2026-11-23T18:00, not 2026-11-23"),
        ("start,kind\n0001-01-01T00:00+14:00,easy", "row 2: start should be such as 2026-11-23T18:00"),
        ("date,kind\n2026-11-23,jog", "row 2: kind should be one of upper, lower, full, light-lift, easy"),
        ("date,kind,minutes\n2026-11-23,easy,1h", "row 2: minutes should be a whole number from 1 to 1440"),
        ("date,kind,minutes\n2026-11-23,easy,0", "row 2: minutes should be a whole number from 1 to 1440"),
        ("date,kind,minutes\n2026-11-23,easy,²", "row 2: minutes should be a whole number from 1 to 1440"),
        ("date,kind,effort\n2026-11-23,easy,tough", "row 2: effort should be one of easy, moderate, hard"),
        ("date,kind,status\n2026-11-23,easy,skipped", "row 2: status should be one of done, missed"),
        ("date,kind\n2026-11-23,easy,40", "row 2: has 3 cells, but there are 2 columns"),
        ("date,kind\n\n#\n2026-11-23,easy\nx,easy", "row 5: date should be such as 2026-11-23, not x"),
    ],
)
def test_a_row_that_is_wrong_is_named_with_what_was_expected(file: Path, text: str, problem: str) -> None:
    file.write_text(text, "utf-8")
    assert problem in str(said(file))


def test_every_row_that_is_wrong_is_named(file: Path) -> None:
    file.write_text("date,kind\nx,easy\n2026-11-23,easy\n2026-11-23,y\n", "utf-8")
    assert "row 2: " in str(said(file))
    assert "row 4: " in str(said(file))


def test_a_file_that_is_not_there(file: Path) -> None:
    error = said(file)
    assert str(error) == "log.csv: there is no such file"
    assert "date,start,kind,minutes,effort,status" in error.hint


def test_what_is_no_text_file(file: Path, tmp_path: Path) -> None:
    file.write_bytes(b"date,kind\n\xff\xfe")
    assert str(said(file)) == "log.csv: is not written in UTF-8"
    assert "cannot be read" in str(said(tmp_path))


def test_a_file_beyond_all_measure(file: Path) -> None:
    with file.open("wb") as big:
        big.truncate(SIZE_LIMIT + 1)
    assert "is larger than 16 MiB" in str(said(file))


cells = st.sampled_from(
    ["", "easy", "2026-11-23", "2026-11-23T18:00", "40", "missed", "#", '"', "\x00"]
) | st.text(max_size=8)


@given(st.lists(st.lists(cells, max_size=7).map(",".join), max_size=5).map("\n".join))
def test_whatever_stands_under_the_columns_is_understood_or_named(rows: str) -> None:
    logged: tuple[Logged, ...] = ()
    complaint = ""
    try:
        logged = understand(f"date,start,kind,minutes,effort,status\n{rows}", BERLIN)
    except LogErrors as error:
        complaint = str(error)
    assert all(each.duration >= MINUTE for each in logged)
    assert not complaint or complaint.startswith(("row ", "line "))
