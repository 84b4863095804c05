"""Runs of `liftrun`, killed at one of all the points where anything is asked of the world.

`python -m tests.crash_points` reads one JSON object a line, {"folder", "now", "arguments", "runs",
"kill_at", "halts"}, and answers each with one, {"codes", "writes", "points", "killed_at", "left"}. Every run
is a process of its own, which need not import what one before it had to. It is killed at the `kill_at`-th
point, counted from 1, or never for 0. `killed_at` names the kind of that point, `points` the kinds of all
that were passed, and `writes` counts what each run asked to be changed. A run that `halts` stands still at
each point while its folder is read: `left` has a digest of what a run that is killed there leaves behind.
"""

import hashlib
import importlib
import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import httplib2  # type: ignore[import-untyped]
from sqlalchemy import Engine, event

import service.bootstrap
from integrations._shared import http
from service.cli.main import main
from tests.fakes.clock import FakeClock

READS = frozenset({"GET", "PROPFIND", "REPORT"})
OWN_FILES = ("killed_at", "told", "imported", "said")


class Killer:
    """Counts the points, and ends the process at one of them or halts it at each."""

    def __init__(self, kill_at: int, *, halts: bool) -> None:
        self._left = kill_at
        self._halts = halts
        self.writes = 0
        self.passed: list[str] = []

    def at(self, kind: str) -> None:
        self.passed.append(kind)
        if self._halts:
            signal.raise_signal(signal.SIGSTOP)
        self._left -= 1
        if self._left == 0:
            Path("killed_at").write_text(kind)
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, owner: Any, name: str, kind: str, *, changes: Callable[..., bool]) -> None:
        """Two points: before the call and after it; `changes` says of its arguments whether it writes."""
        asked: Callable[..., Any] = getattr(owner, name)

        def through(*args: Any, **named: Any) -> Any:
            self.writes += changes(*args, **named)
            self.at(f"before {kind}")
            answer = asked(*args, **named)
            self.at(f"after {kind}")
            return answer

        setattr(owner, name, through)

    def lie_in_wait(self) -> None:
        event.listen(Engine, "before_cursor_execute", lambda *_: self.at("before a statement"))
        event.listen(Engine, "commit", lambda *_: self.at("before a commit"))
        self.around(httplib2.Http, "request", "a request to Google", changes=_changes_google)
        self.around(
            http._Transport,
            "handle_request",
            "a request to the CalDAV server",
            changes=lambda _, request: request.method not in READS,
        )
        self.around(Path, "replace", "the file is replaced", changes=lambda *_: True)


def _changes_google(_http: Any, uri: str, method: str = "GET", *_: Any, **_named: Any) -> bool:
    return method not in READS and not uri.endswith("/token")


def be_liftrun(wish: dict[str, Any]) -> None:
    """The child, from beginning to end."""
    os.chdir(wish["folder"])
    said = os.open("said", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(said, 1)
    os.dup2(said, 2)
    service.bootstrap.clock = lambda: FakeClock.at(wish["now"])
    killer = Killer(wish["kill_at"], halts=wish["halts"])
    killer.lie_in_wait()
    known, codes, writes = set(sys.modules), list[int](), list[int]()
    for _ in range(wish["runs"]):
        killer.writes = 0
        codes.append(main(wish["arguments"]))
        writes.append(killer.writes)
    Path("told").write_text(json.dumps({"codes": codes, "writes": writes, "points": killer.passed}))
    Path("imported").write_text(json.dumps([name for name in sys.modules if name not in known]))
    sys.stdout.flush()
    os._exit(0)


def answer(wish: dict[str, Any]) -> dict[str, Any]:
    folder = Path(wish["folder"])
    for name in OWN_FILES[:-1]:
        (folder / name).unlink(missing_ok=True)
    child = os.fork()
    if not child:
        be_liftrun(wish)
    status, left = _watched(child, folder)
    killed_at, told = folder / "killed_at", folder / "told"
    assert os.WIFSIGNALED(status) == killed_at.exists(), (folder / "said").read_text()
    if told.exists():
        for module in json.loads((folder / "imported").read_text()):
            with suppress(ImportError):
                importlib.import_module(module)
    said: dict[str, Any] = json.loads(told.read_text()) if told.exists() else {}
    return said | {"killed_at": killed_at.read_text() if killed_at.exists() else "", "left": left}


def _watched(child: int, folder: Path) -> tuple[int, list[str]]:
    """How it ended, and a digest of the folder for each time it halted."""
    left = list[str]()
    while os.WIFSTOPPED(status := os.waitpid(child, os.WUNTRACED)[1]):
        left.append(_digest(folder))
        os.kill(child, signal.SIGCONT)
    return status, left


def _digest(folder: Path) -> str:
    """The names and bytes of all files that the next run reads."""
    digest = hashlib.sha256()
    for file in sorted(each for each in folder.rglob("*") if each.is_file()):
        # SQLite makes its index of the write-ahead log anew after a crash, and writes into it when it reads.
        if file.name not in OWN_FILES and not file.name.endswith("-shm"):
            digest.update(f"{file.relative_to(folder)} {file.stat().st_size}\n".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def serve() -> None:
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)  # noqa: T201


if __name__ == "__main__":
    serve()
