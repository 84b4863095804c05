"""What the service tells systemd, and that it beats on when the clock is set back."""

import socket
from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from integrations._shared.system_clock import SystemClock
from service.cli.serving.service_manager import ALIVE, READY, STOPPING, notify
from service.storage.database import Database
from service.workers import scheduler
from service.workers.scheduler import Scheduler
from tests.serve_process import serve
from tests.served_life import ServedLife
from tests.waiting import waited


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[socket.socket]:
    """What systemd listens with."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.settimeout(60)
        yield listening


def test_a_service_says_that_it_is_ready_then_alive_then_stopping(
    manager: socket.socket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", manager.getsockname())
    (tmp_path / "config.toml").write_text('[storage]\ndatabase = "liftrun.db"\n', encoding="utf-8")
    with serve(tmp_path):
        assert {manager.recv(100).decode() for _ in range(2)} == {READY, ALIVE}
    said = [manager.recv(100).decode()]
    while said[-1] == ALIVE:
        said.append(manager.recv(100).decode())
    assert said[-1] == STOPPING


def test_an_abstract_socket_is_named_by_an_at_sign(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    name = f"liftrun-{tmp_path.name}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(f"\0{name}")
        listening.settimeout(10)
        monkeypatch.setenv("NOTIFY_SOCKET", f"@{name}")
        notify(READY)
        assert listening.recv(100) == b"READY=1"


@pytest.mark.parametrize("place", ["", "/nowhere/notify", "@nobody-listens-here"])
def test_without_a_manager_nothing_happens(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", place)
    notify(READY)


class _SetBack(datetime):
    """The wall clock, which somebody may set back."""

    by = timedelta()

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # nobody asks for its kind
        return datetime.now(tz) - cls.by


def test_it_beats_on_when_the_clock_is_set_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("apscheduler.schedulers.base.datetime", _SetBack)
    monkeypatch.setattr(_SetBack, "by", timedelta())
    monkeypatch.setattr(scheduler, "HEARTBEAT", timedelta(seconds=0.1))
    monkeypatch.setattr(scheduler, "LONGEST_SILENCE", timedelta(seconds=0.2))
    beats = list[None]()
    life = ServedLife(tmp_path, Database.at(str(tmp_path / "liftrun.db")))
    beating = Scheduler(life.directory, SystemClock(), on_beat=lambda: beats.append(None))
    beating.start()
    try:
        assert waited(lambda: len(beats) > 3, 20)
        monkeypatch.setattr(_SetBack, "by", timedelta(minutes=30))
        before = len(beats)
        assert waited(lambda: len(beats) > before + 5, 20)
    finally:
        beating.stop()
