"""The athlete's easy pace: as written in the configuration, else by level."""

from datetime import timedelta

import pytest

from service.config import notation
from service.config.tables.athlete_table import AthleteTable
from service.domain.athlete import Athlete
from service.domain.training import Level
from tests.builders import BERLIN


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("6:00 /km", 360),
        ("5:30/km", 330),
        ("5:30 min/km", 330),
        ("6 /km", 360),
        ("6:00", 360),
        ("9:40 /mi", 360),
        ("9:40 per mile", 360),
    ],
)
def test_a_pace_is_read_by_kilometre_or_mile(written: str, seconds: int) -> None:
    assert notation.pace(written).total_seconds() == pytest.approx(seconds, abs=1)


@pytest.mark.parametrize(
    "written", ["fast", "", "6:75 /km", "6:00 /h", "10 km/h", "1:00 /km", "20:00 /km", "3:00 /mi"]
)
def test_what_is_no_pace_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(ValueError, match=r"6:00 /km|no pace of a run"):
        notation.pace(written)


def test_without_one_the_level_says_it() -> None:
    paces = [Athlete(level=level).pace for level in Level]
    assert paces == [timedelta(minutes=7), timedelta(minutes=6), timedelta(minutes=5, seconds=15)]
    athlete = AthleteTable.model_validate({"level": "beginner", "easy_pace": "5:45 /km"}).athlete(BERLIN)
    assert athlete.pace == timedelta(minutes=5, seconds=45)
