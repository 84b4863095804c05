"""A year by itself: every week planned once, whatever fails, and no session left on a meeting.

LIFTRUN_SOAK is how often calendars are looked at, in hours; the smaller, the longer the test takes.
"""

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service.domain.schedule import Every
from tests.soak import (
    DAY,
    HEARTBEAT,
    HOUR,
    Athlete,
    Soak,
)

START = datetime(2026, 1, 7, 12, tzinfo=UTC)
PACE = timedelta(hours=float(os.environ.get("LIFTRUN_SOAK", "12")))
YEAR = 364 * DAY


def test_a_year_by_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    soak = Soak(tmp_path, str(tmp_path / "liftrun.db"), START, PACE)
    soak.enrol(
        Athlete("anna", "Europe/Berlin", "Sun 18:00", tmp_path, evening='"20:00"'),
        # Both hours are skipped in spring and come twice in autumn.
        Athlete("ben", "America/New_York", "Sun 02:30", tmp_path),
        Athlete("cho", "Australia/Lord_Howe", "Sun 01:45", tmp_path),
    )
    soak.run(YEAR)
    with capsys.disabled():
        sys.stdout.write(f"\n{soak.figures()}\n")
    for athlete in soak.athletes:
        owed = athlete.owed(START, START + YEAR)
        assert len(owed) == 53, "the week before the start, and 52 more"
        assert athlete.plans == owed, athlete.zone
        # A calendar that failed is asked again within an hour, but by the pace when that is longer.
        assert athlete.worst <= max(Every(PACE).longest, 1.1 * HOUR) + 2 * HEARTBEAT, athlete.zone
        assert athlete.hit > 30
        assert athlete.repairs > 20
        assert athlete.failed_polls > 20
    assert soak.restarts > 10
    assert soak.slept > 10 * DAY
