"""Hours as people write them on the command line."""

from datetime import date

import pytest

from service.config.written_hour import written_hour
from service.domain.week import Week
from service.errors import UsageError
from tests.builders import BERLIN

THURSDAY_ON = Week(date(2026, 11, 26), BERLIN)


@pytest.mark.parametrize(
    "text", ["Tue 18:00", "tuesday 18:00", " TUE  18:00 ", "2026-12-01 18:00", "2026-12-01T18:00"]
)
def test_a_day_by_name_or_date_lies_in_the_week_that_begins_on_any_day(text: str) -> None:
    found = THURSDAY_ON.local(written_hour(text).within(THURSDAY_ON))
    assert f"{found:%Y-%m-%d %H:%M}" == "2026-12-01 18:00"


@pytest.mark.parametrize(
    "text",
    ["2026-12-01T18:00:00", "2026-12-01T18:00+01:00", "2026-12-01T17:00:00Z", "2026-12-02T03:00+10:00"],
)
def test_an_hour_may_be_written_as_programs_write_it(text: str) -> None:
    found = THURSDAY_ON.local(written_hour(text).within(THURSDAY_ON))
    assert f"{found:%Y-%m-%d %H:%M}" == "2026-12-01 18:00"


@pytest.mark.parametrize(
    "text", ["2026-12-03T00:00+01:00", "2026-11-25T23:59:59+01:00", "9999-12-31T23:59-14:00"]
)
def test_an_instant_of_another_week_is_refused(text: str) -> None:
    with pytest.raises((UsageError, ValueError)):
        written_hour(text).within(THURSDAY_ON)


def test_an_hour_may_have_one_digit() -> None:
    assert f"{THURSDAY_ON.local(written_hour('Thu 7:05').within(THURSDAY_ON)):%a %H:%M}" == "Thu 07:05"


@pytest.mark.parametrize(
    "text", ["", "18:00", "Tue", "Tue 18", "Tue 18:0", "Tue 18:00:30", "Tue 6pm", "Tu 18:00"]
)
def test_what_is_no_hour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"should be an hour|no day of the week"):
        written_hour(text)
