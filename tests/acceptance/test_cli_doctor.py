"""`liftrun doctor`: what it examines, what it reports as broken, and that it shows no secret."""

import json
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.cli.checks.symptom import CheckResult, run_check
from service.cli.main import main
from service.errors import StorageUnusable
from service.web.operations.prometheus_metrics import PrometheusMetrics
from tests.office_life import DEMO
from tests.served import served

CONFIG = """
[athlete]
id = "robin"
timezone = "Europe/Berlin"
[[calendar]]
name = "Work"
ics = "office.ics"
[[target]]
ics = "training.ics"
[storage]
database = "liftrun.db"
[serve]
port = {port}
"""
NOBODYS_PORT = 9
"""That of discard: nothing of today listens there."""


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LIFTRUN_KEY", "")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "etc"))
    copyfile(DEMO, "office.ics")
    Path("config.toml").write_text(CONFIG.format(port=NOBODYS_PORT), encoding="utf-8")


def _looked(capsys: pytest.CaptureFixture[str], *flags: str, code: int = 0) -> dict[str, dict[str, Any]]:
    capsys.readouterr()
    found = main(["doctor", "--json", *flags])
    document = json.loads(capsys.readouterr().out)
    assert found == code, [each for each in document["checks"] if not each["is_well"]]
    assert document["is_well"] is (code == 0)
    return {each["name"]: each for each in document["checks"]}


def test_who_has_synced_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    main(["sync"])
    found = _looked(capsys)
    assert found["robin: plan"]["says"].startswith("version 1, made ")
    assert found["database-whole"]["says"] == "whole"
    assert found["robin: calendar Work"]["says"] == "answers; 0 warnings"
    assert found["robin: target training.ics"]["says"].startswith("answers; ")
    assert found["robin: reading Work"]["says"].startswith("read ")
    assert {"liftrun", "python", "sqlite", "system", "libraries", "time-zones", "disk"} <= found.keys()


def test_people_read_lines_with_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    main(["sync"])
    Path("office.ics").unlink()
    capsys.readouterr()
    assert main(["doctor"]) == 3
    printed = capsys.readouterr().out
    assert "! robin: calendar Work: could not be read: " in printed
    assert printed.rstrip().endswith("1 of 21 is not well.")


def test_offline_no_calendar_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    main(["sync"])
    Path("office.ics").unlink()
    found = _looked(capsys, "--offline")
    assert not any("calendar" in name or "target" in name for name in found)


def test_looking_makes_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    found = _looked(capsys)
    assert "not there yet" in found["database"]["says"]
    assert sorted(tmp_path.iterdir()) == before


def test_without_a_configuration_the_rest_is_looked_at(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    Path("config.toml").unlink()
    found = _looked(capsys, "--database", str(tmp_path / "none.db"), code=3)
    assert found["configuration"]["hint"]
    assert "database" in found


def test_a_configuration_that_does_not_hold_together_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("config.toml").write_text("[athlete]\ngaol = 1\n", encoding="utf-8")
    found = _looked(capsys, "--database", "liftrun.db", code=3)
    assert "gaol" in found["configuration"]["says"]


def test_a_damaged_database_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("liftrun.db").write_bytes(b"no database" * 1000)
    found = _looked(capsys, code=3)
    assert not found["database"]["is_well"]
    assert found["python"]["is_well"]


def test_a_key_that_is_gone_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    from service.storage.archive import Archive
    from service.storage.database import Database

    with Database.at("liftrun.db") as database:
        archive = Archive(database, "robin")
        archive.vault.keep("caldav", "swordfish")
    assert "sealed secrets: 1" in _looked(capsys, "--offline")["key"]["says"]
    (key,) = (tmp_path / "etc").rglob("key")
    key.chmod(0o644)
    assert "others may read" in _looked(capsys, "--offline", code=3)["key"]["says"]
    key.unlink()
    told = _looked(capsys, "--offline", code=3)
    assert "there is no key" in told["key"]["says"]
    assert "swordfish" not in json.dumps(told)


def test_a_service_that_runs_is_seen(capsys: pytest.CaptureFixture[str]) -> None:
    from datetime import timedelta
    from zoneinfo import ZoneInfo

    from service import bootstrap
    from service.athletes.directory import AthleteDirectory
    from service.storage.database import Database
    from service.storage.stores.token_store import DatabaseTokenStore
    from service.web.service import Service

    main(["sync"])
    with Database.at("liftrun.db") as database:
        directory = AthleteDirectory(database, Path("config.toml"), lambda: ZoneInfo("Europe/Berlin"))
        tokens = DatabaseTokenStore(database)
        service = Service(directory, tokens, bootstrap.clock(), metrics=PrometheusMetrics())
        with served(service) as address:
            _, _, port = address.rpartition(":")
            Path("config.toml").write_text(CONFIG.format(port=port), encoding="utf-8")
            assert "answers 503" in _looked(capsys, code=3)["service"]["says"]
            service.time_since_beat = lambda: timedelta(seconds=1)
            assert _looked(capsys)["service"]["says"] == f"ready at {address}/readyz"


def test_jobs_that_fail_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    from service import bootstrap
    from service.domain.job_record import LEASE, JobRecord
    from service.storage.database import Database
    from service.storage.stores.job_store import DatabaseJobStore

    main(["sync"])
    now = bootstrap.clock().now()
    with Database.at("liftrun.db") as database:
        store = DatabaseJobStore(database)
        taken = store.take(JobRecord("robin", "mend", now), until=now + LEASE, now=now)
        assert taken
        store.record(taken.failed("the calendar is gone", again_at=now, now=now))
    told = _looked(capsys, code=3)["robin: duty mend"]
    assert told["says"].endswith("failed 1 time in a row: the calendar is gone")


def test_what_comes_when_asked_is_never_late(capsys: pytest.CaptureFixture[str]) -> None:
    from datetime import timedelta

    from service import bootstrap
    from service.domain.job_record import LEASE, JobRecord
    from service.storage.database import Database
    from service.storage.stores.job_store import DatabaseJobStore

    main(["sync"])
    then = bootstrap.clock().now() - timedelta(days=2)
    with Database.at("liftrun.db") as database:
        store = DatabaseJobStore(database)
        for name in ("mend", "plan"):
            taken = store.take(JobRecord("robin", name, then), until=then + LEASE, now=then)
            assert taken
            store.record(taken.done(then, next_at=then, now=then))
    told = _looked(capsys, code=3)
    assert told["robin: duty mend"]["is_well"]
    assert told["robin: duty mend"]["says"] == "comes when something has changed; last 2 days ago"
    assert not told["robin: duty plan"]["is_well"]


def test_it_speaks_of_what_is_kept_as_people_do(capsys: pytest.CaptureFixture[str]) -> None:
    main(["sync"])
    found = _looked(capsys)
    assert found["database"]["says"].endswith(" MB, up to date")
    assert found["key"]["says"] == "nothing secret is kept yet; the first time makes a key"


def test_a_calendar_is_named_once(capsys: pytest.CaptureFixture[str]) -> None:
    unreachable = f'[[calendar]]\nics = "http://127.0.0.1:{NOBODYS_PORT}/a.ics"\n[network]\n'
    config = CONFIG.format(port=NOBODYS_PORT) + unreachable + 'allow_hosts = ["127.0.0.1"]\n'
    Path("config.toml").write_text(config, encoding="utf-8")
    main(["sync"])
    found = _looked(capsys, code=3)
    assert found["robin: calendar 127.0.0.1"]["says"] == "could not be read: it cannot be reached"
    assert found["robin: reading 127.0.0.1"]["says"] == "never read; 1 try since failed: it cannot be reached"


def test_an_empty_database_is_left_empty(capsys: pytest.CaptureFixture[str], fresh: str) -> None:
    if "://" not in fresh:
        Path(fresh).parent.mkdir()
        Path(fresh).touch()
    for _ in range(2):
        told = _looked(capsys, "--database", fresh, code=3)["database"]["says"]
        assert "there is nothing of Liftrun's in it" in told


@given(st.sampled_from([ValueError, OSError, KeyError, StorageUnusable]), st.text())
def test_a_look_that_breaks_off_is_a_symptom(kind: type[Exception], text: str) -> None:
    error = kind(path="x", reason=text) if kind is StorageUnusable else kind(text)

    def look() -> list[CheckResult]:
        raise error

    (found,) = run_check("it", look)
    assert (found.name, found.is_well, bool(found.hint)) == ("it", False, True)
