"""The position of a week in its block, and its distance to the race."""

from datetime import date, timedelta

import pytest

from service.domain.dates import Dates
from service.domain.week import Week
from service.prescription.season import BlockWeek, Season
from tests.builders import BERLIN

STARTED = date(2026, 11, 2)
RACE = date(2027, 3, 14)
SUNDAY, MONDAY = RACE, RACE + timedelta(days=1)


def week(first_day: date) -> Week:
    return Week(first_day, BERLIN)


@pytest.mark.parametrize(
    ("weeks", "block", "number", "step"),
    [(0, 1, 1, 0), (1, 1, 2, 1), (2, 1, 3, 2), (3, 1, 4, 2), (4, 2, 1, 1), (7, 2, 4, 3), (8, 3, 1, 2)],
)
def test_blocks_have_four_weeks_and_begin_a_step_above_the_last(
    weeks: int, block: int, number: int, step: int
) -> None:
    found = Season(STARTED).block_week(week(STARTED + timedelta(weeks=weeks)))
    assert found == BlockWeek(block, number)
    assert (found.step, found.is_deload) == (step, number == 4)


def test_there_is_no_block_before_the_first_nor_without_one() -> None:
    assert Season(STARTED).block_week(week(STARTED - timedelta(days=1))) is None
    assert Season(race=RACE).block_week(week(STARTED)) is None


def test_a_block_begins_with_the_week_that_holds_its_first_day() -> None:
    wednesday = STARTED + timedelta(days=2)
    assert Season(wednesday).block_week(week(STARTED)) == BlockWeek(1, 1)


@pytest.mark.parametrize(
    ("days_to_race", "weeks_left"),
    [(18, 3), (17, 2), (11, 2), (10, 1), (7, 1), (6, 1), (4, 1), (3, 0), (0, 0), (-3, 0), (-4, -1)],
)
def test_the_race_belongs_to_the_week_it_is_nearest_to_the_end_of(days_to_race: int, weeks_left: int) -> None:
    first_day = RACE - timedelta(days=days_to_race)
    assert Season(race=RACE).weeks_to_race(week(first_day)) == weeks_left


@pytest.mark.parametrize("race", [SUNDAY, MONDAY])
def test_blocks_begin_anew_when_the_race_is_recovered_from(race: date) -> None:
    season = Season(STARTED, race)
    recovering = week(date(2027, 3, 15))
    assert season.weeks_to_race(recovering) == 0
    assert season.block_week(recovering.following) == BlockWeek(1, 1)


def test_a_race_long_before_the_season_changes_none_of_it() -> None:
    season = Season(STARTED, STARTED - timedelta(days=200))
    assert season.block_week(week(STARTED + timedelta(weeks=5))) == BlockWeek(2, 2)


@pytest.mark.parametrize(
    ("first_day", "days_off"),
    [(date(2027, 3, 8), [14]), (date(2027, 3, 15), [15, 16]), (date(2027, 3, 11), [14, 15, 16])],
)
def test_the_day_of_the_race_and_two_after_it_are_off(first_day: date, days_off: list[int]) -> None:
    assert [day.day for day in Season(race=RACE).days_off(week(first_day))] == days_off


def test_a_week_is_for_maintenance_when_any_of_its_days_is() -> None:
    season = Season(maintenance=(Dates(date(2026, 12, 27), date(2026, 12, 28)),))
    for first_day, expected in ((14, False), (21, True), (28, True)):
        assert season.is_maintenance(week(date(2026, 12, first_day))) is expected
    assert not season.is_maintenance(week(date(2027, 1, 4)))
