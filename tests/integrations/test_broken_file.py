"""A configuration that breaks while the service runs: the last valid one stays in use."""

import logging
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest

from service.domain.token import Purpose
from service.errors import ConfigurationError
from service.storage.database import Database
from service.usecases.credentials.feed_links import Keyring, roll_feed_link
from service.web.service import Service
from tests.fakes.clock import FakeClock
from tests.office_life import CONFIG, NOW, live, service_in
from tests.served import served
from tests.served_life import ServedLife

POLL = timedelta(minutes=6)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    live(tmp_path)
    made = service_in(tmp_path, FakeClock(NOW))
    made.time_since_beat = lambda: timedelta(seconds=3)
    with closing(made.directory.database):
        yield made


def _break(service: Service) -> None:
    service.directory.config.write_text(CONFIG.replace("balanced", "balnced"))


def test_page_and_service_go_on_and_say_what_is_wrong(service: Service) -> None:
    with served(service) as address:
        before = httpx2.get(f"{address}/")
        _break(service)
        broken = httpx2.get(f"{address}/")
        ready = httpx2.get(f"{address}/readyz")
        service.directory.config.write_text(CONFIG)
        after = httpx2.get(f"{address}/")
    assert [before.status_code, broken.status_code, after.status_code] == [200, 200, 200]
    assert "did you mean balanced?" in broken.text
    assert "goes on as it said before" in broken.text
    assert "goes on as it said before" not in before.text + after.text
    assert (ready.status_code, ready.json()["ready"]) == (200, True)
    assert ready.json()["configuration"] == "as it was read last"
    assert "robin" not in ready.text
    assert "config.toml" not in ready.text


def test_the_feed_goes_on(service: Service) -> None:
    context = service.directory.of("robin")
    ring = Keyring(context.athlete, service.tokens, context.archive.vault)
    secret = roll_feed_link(ring, Purpose.FEED, now=NOW).secret
    with served(service) as address:
        before = httpx2.get(f"{address}/feed/{secret}.ics")
        _break(service)
        service.feed_cache.invalidate()
        after = httpx2.get(f"{address}/feed/{secret}.ics")
    assert (before.status_code, after.status_code) == (200, 200)
    assert before.headers["etag"] == after.headers["etag"]
    assert before.headers["last-modified"] == after.headers["last-modified"]


def test_it_is_written_down_once_and_that_it_is_clear_again(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    service.directory.of("robin")
    with caplog.at_level(logging.INFO, "liftrun.desks"):
        _break(service)
        for _ in range(3):
            assert service.directory.of("robin").config.athlete.id == "robin"
        assert "did you mean balanced?" in service.directory.trouble("robin")
        service.directory.config.write_text(CONFIG)
        service.directory.of("robin")
    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]
    assert service.directory.trouble("robin") == ""


def test_a_file_that_is_taken_away_stands_too(service: Service) -> None:
    service.directory.of("robin")
    service.directory.config.unlink()
    assert service.directory.names() == ("robin",)
    assert service.directory.is_set_up
    assert "there is no such file" in service.directory.trouble("robin")


def test_broken_from_the_start_is_an_error_that_says_what_to_mend(service: Service) -> None:
    _break(service)
    with pytest.raises(ConfigurationError):
        service.directory.of("robin")
    with served(service) as address:
        answer = httpx2.get(f"{address}/")
    assert answer.status_code == 500
    assert "did you mean balanced?" in answer.text
    assert "Mend that file" in answer.text
    assert "liftrun init" not in answer.text


def test_the_plan_is_mended_by_the_last_clear_file(tmp_path: Path) -> None:
    with closing(Database.at(str(tmp_path / "liftrun.db"))) as database:
        life = ServedLife(tmp_path, database)
        life.enrol()
        life.run_due()
        taken = life.sessions()["2026-W10-lower"]
        (tmp_path / "me.toml").write_text("[athlete\n")
        life.meet(taken)
        assert "mend" in life.done(life.wait(POLL))
        assert not life.sessions()["2026-W10-lower"].overlaps(taken)
