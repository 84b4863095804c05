"""Minutes and hard days, and the chart of the weeks."""

from datetime import date, timedelta

import pytest

from service.domain.dates import Dates
from service.domain.week import Week
from service.prescription.season import Season
from service.usecases.showing.training_load import Load, loads, together
from service.web.pages.month_strip import HEIGHT, month_strip, sort_of
from tests.builders import BERLIN, MONDAY, placements

WEEK = Week(MONDAY, BERLIN)


def week_of(*lines: str) -> list[Load]:
    return [*loads(placements(*lines, week=WEEK), WEEK.days, BERLIN)]


def test_a_day_holds_its_minutes_and_whether_it_is_hard() -> None:
    days = week_of("Mon 07:00 easy 40", "Mon 18:00 lower 60", "Tue 23:30 easy 45", "Sat 09:00 mobility 30")
    minute = timedelta(minutes=1)
    assert days[0] == Load(MONDAY, 60 * minute, 40 * minute, 1)
    # It is run on the day on which it begins.
    assert days[1] == Load(WEEK.days[1], timedelta(), 45 * minute, 0)
    assert [day.whole for day in days[2:]] == [timedelta()] * 5
    assert together(days) == Load(MONDAY, 60 * minute, 85 * minute, 1)


def test_the_longest_day_is_drawn_to_the_full_and_bars_stand_on_each_other() -> None:
    days = week_of("Mon 07:00 easy 60", "Mon 18:00 lower 60", "Tue 18:00 long 90")
    strip = month_strip(days, [WEEK], season=Season(), shown=WEEK, this=WEEK)
    first, second = strip.weeks[0].bars[:2]
    assert first.running + first.lifting == HEIGHT
    assert first.lifting_top + first.lifting < first.running_top
    assert second.running == pytest.approx(0.75 * HEIGHT)
    assert (first.is_hard, second.is_hard) == (True, False)
    assert strip.width > strip.weeks[0].left + strip.weeks[0].width


@pytest.mark.parametrize(
    ("season", "called"),
    [
        (Season(), ""),
        (Season(started=MONDAY), ""),
        (Season(started=MONDAY - timedelta(weeks=3)), "deload"),
        (Season(race=date(2026, 3, 15)), "taper"),
        (Season(race=date(2026, 3, 1)), "race"),
        (Season(maintenance=(Dates(date(2026, 3, 8), date(2026, 3, 9)),)), "maintenance"),
    ],
)
def test_a_week_that_is_not_as_long_as_usual_is_called_so(season: Season, called: str) -> None:
    assert sort_of(WEEK, season) == called
