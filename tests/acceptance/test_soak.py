"""Weeks by itself: every one planned once, whatever fails, and no session left on a meeting.

`make test` lives through the weeks in which all the clocks change, `make long` through a year. LIFTRUN_SOAK
is how often calendars are looked at, in hours; the smaller, the longer the test takes.
"""

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from service.domain.schedule import Every
from tests.figures import figure
from tests.soak import DAY, HEARTBEAT, HOUR, Athlete, Soak

pytestmark = pytest.mark.long

PACE = timedelta(hours=float(os.environ.get("LIFTRUN_SOAK", "12")))
WEEKS_OF_A_YEAR = 52


class Stretch(NamedTuple):
    """Units: `rush` is how many times as often as in the year things happen; with `seed` all of them do."""

    start: datetime
    weeks: int
    rush: int
    seed: int

    def share(self, in_a_year: int) -> int:
        """How many of these must have come about, of so many in the whole year."""
        return in_a_year * self.weeks * self.rush // WEEKS_OF_A_YEAR


STRETCHES = figure(
    usual=[
        Stretch(datetime(2026, 3, 3, 12, tzinfo=UTC), weeks=5, rush=2, seed=1),
        Stretch(datetime(2026, 9, 29, 12, tzinfo=UTC), weeks=5, rush=2, seed=3),
    ],
    long=[Stretch(datetime(2026, 1, 7, 12, tzinfo=UTC), WEEKS_OF_A_YEAR, rush=1, seed=1)],
)


@pytest.mark.parametrize("stretch", STRETCHES, ids=[f"{stretch.start:%B}" for stretch in STRETCHES])
def test_weeks_by_itself(stretch: Stretch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    soak = Soak(tmp_path, str(tmp_path / "liftrun.db"), stretch.start, PACE, stretch.seed, stretch.rush)
    soak.enrol(
        Athlete("anna", "Europe/Berlin", "Sun 18:00", tmp_path, evening='"20:00"'),
        # Both hours are skipped in spring and come twice in autumn.
        Athlete("ben", "America/New_York", "Sun 02:30", tmp_path),
        Athlete("cho", "Australia/Lord_Howe", "Sun 01:45", tmp_path),
    )
    length = stretch.weeks * 7 * DAY
    soak.run(length)
    with capsys.disabled():
        sys.stdout.write(f"\n{soak.figures()}\n")
    for athlete in soak.athletes:
        owed = athlete.owed(stretch.start, stretch.start + length)
        assert len(owed) == 1 + stretch.weeks, "the week before the start, and each that came"
        assert athlete.plans == owed, athlete.zone
        # A calendar that failed is asked again within an hour, but by the pace when that is longer.
        assert athlete.worst <= max(Every(PACE).longest, 1.1 * HOUR) + 2 * HEARTBEAT, athlete.zone
        assert athlete.hit >= stretch.share(31)
        assert athlete.repairs >= stretch.share(21)
        assert athlete.failed_polls >= stretch.share(21)
    assert soak.restarts >= stretch.share(11)
    assert soak.slept > stretch.share(10) * DAY
