"""The metrics of a service, in the format that Prometheus reads."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx2
import pytest
from prometheus_client.parser import text_string_to_metric_families

from service.web.operations.metrics import VARIABLE
from service.web.operations.prometheus_metrics import PrometheusMetrics
from service.web.service import Service
from tests.fakes.clock import FakeClock
from tests.office_life import CONFIG, NOW, move_in
from tests.served import served

TARGET = '\n[[target]]\nics = "training.ics"\n'
FORWARDED = {"X-Forwarded-For": "203.0.113.9"}
"""Behind a proxy, or so it says: from elsewhere in any case."""


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    from service.athletes.directory import AthleteDirectory
    from service.storage.database import Database
    from service.storage.stores.token_store import DatabaseTokenStore

    move_in(tmp_path, config=CONFIG + TARGET)
    metrics = PrometheusMetrics()
    with closing(Database.at(str(tmp_path / "liftrun.db"))) as database:
        directory = AthleteDirectory(
            database, tmp_path / "config.toml", lambda: ZoneInfo("Europe/Berlin"), metrics
        )
        yield Service(directory, DatabaseTokenStore(database), FakeClock(NOW), metrics=metrics)


Samples = Mapping[tuple[str, frozenset[tuple[str, str]]], float]


def _samples(text: str) -> Samples:
    families = text_string_to_metric_families(text)
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in families
        for sample in family.samples
    }


def _scraped(address: str) -> Samples:
    return _samples(httpx2.get(f"{address}/metrics").text)


def _value(samples: Samples, name: str, **labels: str) -> float:
    return samples[name, frozenset(labels.items())]


def test_what_is_done_is_counted_by_whom_and_how_it_went(service: Service, tmp_path: Path) -> None:
    with served(service) as address:
        act = f"{address}/api/v1/actions"
        assert httpx2.post(act, json={"word": "sync"}, timeout=30).status_code == 200
        (tmp_path / "calendar.ics").unlink()
        service.clock = FakeClock(NOW + timedelta(hours=1))
        assert httpx2.post(act, json={"word": "sync"}, timeout=30).status_code == 503
        httpx2.get(f"{address}/feed/{'x' * 43}.ics")
        samples = _scraped(address)
    assert _value(samples, "liftrun_plans_total", result="done") == 1
    assert _value(samples, "liftrun_plans_total", result="CalendarUnreadable") == 1
    assert _value(samples, "liftrun_solve_seconds_count") == 1
    assert _value(samples, "liftrun_reads_total", kind="ics", result="done") == 1
    assert _value(samples, "liftrun_reads_total", kind="ics", result="CalendarUnreadable") == 1
    written = _value(samples, "liftrun_writes_total", kind="ics", change="create", result="done")
    assert written == (tmp_path / "training.ics").read_text().count("BEGIN:VEVENT")
    assert _value(samples, "liftrun_feed_hits_total", status="404") == 1
    assert _value(samples, "liftrun_source_age_seconds", athlete="robin", source="Work") == 3600
    assert _value(samples, "liftrun_source_failures", athlete="robin", source="Work") == 1
    assert _value(samples, "liftrun_plan_version", athlete="robin") == 1
    assert _value(samples, "liftrun_database_up") == 1
    asked = {"route": "/api/v1/actions", "method": "POST"}
    assert _value(samples, "liftrun_requests_total", status="503", **asked) == 1


def test_jobs_that_fail_or_are_late_are_seen(service: Service) -> None:
    from service.domain.job_record import JobRecord
    from service.storage.stores.job_store import DatabaseJobStore

    due = JobRecord("robin", "read Work", NOW - timedelta(minutes=5))
    store = DatabaseJobStore(service.directory.database)
    taken = store.take(due, until=NOW, now=NOW - timedelta(minutes=1))
    assert taken
    store.record(taken.failed("no", again_at=NOW - timedelta(seconds=40), now=NOW - timedelta(minutes=1)))
    with served(service) as address:
        samples = _scraped(address)
    named = {"athlete": "robin", "duty": "read Work"}
    assert _value(samples, "liftrun_duty_failures", **named) == 1
    assert _value(samples, "liftrun_duty_overdue_seconds", **named) == 40


def test_no_secret_and_no_path_becomes_a_label(service: Service) -> None:
    secret = "s3cr3t" * 8
    with served(service) as address:
        for path in (f"feed/{secret}.ics", f"sign-in/{secret}", f"api/v1/why/{secret}", secret):
            httpx2.get(f"{address}/{path}", params={"token": secret})
        httpx2.request("BREW", f"{address}/{secret}")
        text = httpx2.get(f"{address}/metrics").text
    assert secret not in text
    assert "BREW" not in text


def test_who_is_elsewhere_needs_the_token(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    with served(service) as address:
        assert httpx2.get(f"{address}/metrics", headers=FORWARDED).status_code == 404
        monkeypatch.setenv(VARIABLE, "a-long-one")
        for given, status in (("a-long-one", 200), ("another", 404)):
            bearer = {**FORWARDED, "Authorization": f"Bearer {given}"}
            assert httpx2.get(f"{address}/metrics", headers=bearer).status_code == status


def test_a_database_that_is_no_more_is_seen(service: Service, tmp_path: Path) -> None:
    service.directory.database.close()
    for file in tmp_path.glob("liftrun.db*"):
        file.write_bytes(b"no database" * 1000)
    with served(service) as address:
        assert _value(_scraped(address), "liftrun_database_up") == 0


def test_a_configuration_that_says_nothing_clear_is_no_database_that_fails(
    service: Service, tmp_path: Path
) -> None:
    (tmp_path / "config.toml").write_text("[athlete")
    with served(service) as address:
        assert _value(_scraped(address), "liftrun_database_up") == 1


def test_a_request_is_written_down_by_its_route(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "liftrun.requests")
    with served(service) as address:
        httpx2.get(f"{address}/api/v1/why/a-name", params={"token": "x"})
        httpx2.get(f"{address}/healthz")
    (record,) = (record for record in caplog.records if record.name == "liftrun.requests")
    assert record.getMessage() == "GET /api/v1/why/{session} 404"
    assert (record.__dict__["athlete"], record.__dict__["status"]) == ("robin", 404)
    assert "a-name" not in f"{record.__dict__}"
