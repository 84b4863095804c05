"""`liftrun serve` as a process: stopped while it plans, killed, and started again."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event

import pytest

from service.domain.version import Version
from service.storage.archive import Archive
from service.storage.database import Database
from tests.integrations.web_server import Reply, serving
from tests.radicale_server import free_port
from tests.served_life import CONFIG, FRIDAY, calendar
from tests.waiting import waited

IN_TIME = 10.0


@contextmanager
def served(folder: Path, *, source: str) -> Iterator["subprocess.Popen[str]"]:
    """The service, from when it answers on; killed at the end if it is still there."""
    more = f'[[calendar]]\nname = "Work"\nics = "{source}"\n[network]\nallow_hosts = ["127.0.0.1"]\n'
    (folder / "config.toml").write_text(CONFIG.format(hours="17:00-21:00", more=more) + "[serve]\nport = 1\n")
    command = [sys.executable, "-m", "service.cli", "serve", "--config", str(folder / "config.toml")]
    with subprocess.Popen(
        [*command, "--database", str(folder / "liftrun.db"), "--port", str(free_port())],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    ) as process:
        try:
            assert process.stdout
            assert re.search(r"http://127.0.0.1:\d+", process.stdout.readline())
            yield process
        finally:
            process.kill()


def wait_for(condition: Callable[[], object]) -> None:
    assert waited(condition, 90), "it did not come about"


def rows(folder: Path, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "liftrun.db")) as connection:
        return connection.execute(question).fetchall()


def is_planned(folder: Path) -> bool:
    return bool(rows(folder, "SELECT 1 FROM duties WHERE duty = 'plan' AND done_at IS NOT NULL"))


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_in_the_middle_of_planning_it_ends_well_and_in_time(
    tmp_path: Path, how: signal.Signals
) -> None:
    stuck = Event()
    with serving(Reply(body=b"BEGIN:VCALENDAR", wait=lambda: stuck.wait(60))) as server:
        with served(tmp_path, source=server.url) as process:
            wait_for(lambda: server.asked)
            process.send_signal(how)
            assert process.wait(IN_TIME) == 0
            assert process.stderr
            assert "Traceback" not in process.stderr.read()
        stuck.set()


def test_killed_in_the_middle_of_planning_it_plans_once_when_it_is_back(tmp_path: Path) -> None:
    stuck = Event()
    with serving(Reply(body=b"BEGIN:VCALENDAR", wait=lambda: stuck.wait(60))) as server:
        with served(tmp_path, source=server.url) as process:
            wait_for(lambda: server.asked)
            process.send_signal(signal.SIGKILL)
            process.wait()
        stuck.set()
    assert not is_planned(tmp_path)
    # It was cut off before it could say so: as if its lease had ended meanwhile.
    with closing(sqlite3.connect(tmp_path / "liftrun.db")) as connection, connection:
        connection.execute("UPDATE duties SET lease_until = '2026-01-01 00:00:00.000000'")
    (tmp_path / "work.ics").write_text(calendar(()))
    with served(tmp_path, source="work.ics") as process:
        wait_for(lambda: is_planned(tmp_path) and rows(tmp_path, "SELECT 1 FROM feeds"))
        process.send_signal(signal.SIGTERM)
        assert process.wait(IN_TIME) == 0
    assert rows(tmp_path, "SELECT fence FROM duties WHERE duty = 'plan'") == [(2,)]
    assert rows(tmp_path, "SELECT number FROM plans") == [(1,)]
    assert rows(tmp_path, "SELECT version FROM feeds") == [(1,)]


def test_in_another_folder_it_warns_of_the_plans_it_finds(tmp_path: Path) -> None:
    with Database.at(str(tmp_path / "liftrun.db")) as database:
        archive = Archive(database, "me")
        archive.plans.add(Version(0, FRIDAY, "the first plan", (), ()))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    command = [sys.executable, "-m", "service.cli", "serve", "--config", str(elsewhere / "config.toml")]
    with subprocess.Popen(
        [*command, "--database", str(tmp_path / "liftrun.db"), "--port", str(free_port())],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    ) as process:
        try:
            assert process.stderr
            line = next(line for line in process.stderr if line.startswith("warning"))
        finally:
            process.kill()
    assert f"has plans of me, but there is no {elsewhere / 'config.toml'}" in line
    assert not (elsewhere / "config.toml").exists()
