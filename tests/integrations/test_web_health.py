"""The liveness and readiness checks, as a container runtime or a load balancer requests them."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest
from sqlalchemy import text

from service.web.service import Service
from tests.fakes.clock import FakeClock
from tests.office_life import NOW, move_in, service_in
from tests.served import served


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    move_in(tmp_path)
    made = service_in(tmp_path, FakeClock(NOW))
    made.time_since_beat = lambda: timedelta(seconds=3)
    with closing(made.directory.database):
        yield made


def _ready(service: Service) -> httpx2.Response:
    with served(service) as address:
        return httpx2.get(f"{address}/readyz")


def test_a_service_at_work_lives_and_is_ready(service: Service) -> None:
    with served(service) as address:
        assert httpx2.get(f"{address}/healthz").text == "ok\n"
        assert httpx2.head(f"{address}/healthz").status_code == 200
        ready = httpx2.get(f"{address}/readyz")
    assert (ready.status_code, ready.json()) == (200, {"ready": True, "database": "ok", "timetable": "ok"})


@pytest.mark.parametrize("since", [None, timedelta(minutes=10)])
def test_a_timetable_that_stands_still_is_not_ready(service: Service, since: timedelta | None) -> None:
    service.time_since_beat = lambda: since
    ready = _ready(service)
    assert (ready.status_code, ready.json()["timetable"]) == (503, "stands still")


def test_a_database_of_another_version_is_not_ready(service: Service) -> None:
    with service.directory.database.writing() as session:
        session.connection().execute(text("UPDATE liftrun_schema SET version_num = '9999'"))
    ready = _ready(service)
    assert (ready.status_code, ready.json()["database"]) == (503, "another version of Liftrun has changed it")


def test_a_database_that_is_no_more_is_not_ready(service: Service, tmp_path: Path) -> None:
    service.directory.database.close()
    for file in tmp_path.glob("liftrun.db*"):
        file.write_bytes(b"no database" * 1000)
    ready = _ready(service)
    assert (ready.status_code, ready.json()["database"]) == (503, "file is not a database")


def test_it_says_nothing_of_anybody(service: Service) -> None:
    assert "robin" not in _ready(service).text


def test_the_timetable_says_when_it_looked_last(service: Service) -> None:
    from service.workers.scheduler import Scheduler

    timetable = Scheduler(service.directory, service.clock)
    assert timetable.time_since_beat() is None
    timetable._beat()
    since = timetable.time_since_beat()
    assert since is not None
    assert timedelta() <= since < timedelta(minutes=1)
