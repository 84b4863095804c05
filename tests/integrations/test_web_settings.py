"""The settings page shows every setting and where it is written, and no secret."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx2
import pytest

from service.web.service import Service
from tests.fakes.clock import FakeClock
from tests.office_life import CONFIG, NOW, move_in, service_in
from tests.served import served

MORE = 'hours = { weekdays = "17:00-21:00", Sat = ["08:00-10:00", "12-14"] }\n\n[season]'


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    move_in(tmp_path, config=CONFIG.replace("[season]", MORE, 1))
    made = service_in(tmp_path, FakeClock(NOW))
    with closing(made.directory.database):
        yield made


def test_it_shows_what_is_decided_and_where(service: Service, tmp_path: Path) -> None:
    with served(service) as address:
        seen = httpx2.get(f"{address}/settings")
        week = httpx2.get(f"{address}/")
    assert seen.status_code == 200
    for said in (
        "balanced",
        "intermediate",
        "alternate-days, which goes with your goal",
        "Mon to Fri: 17:00-21:00",
        "Sat: 08:00-10:00, 12:00-14:00",
        "Sun: none",
        "22:30-06:00",
        "Europe/Berlin",
        "Work",
        "every Sun at 18:00",
        "every 5 min",
        f"{tmp_path / 'config.toml'}",
        "read again at once",
    ):
        assert said in seen.text
    assert "calendar.ics" not in seen.text
    assert 'href="/settings"' in week.text


def test_a_stranger_is_not_shown_it(service: Service) -> None:
    with served(service) as address:
        seen = httpx2.get(f"{address}/settings", headers={"Host": "liftrun.example.org"})
    assert seen.status_code == 401
    assert "Europe/Berlin" not in seen.text
    assert 'href="/settings"' not in seen.text
