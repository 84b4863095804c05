"""A Radicale server on loopback, with one account and its password."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

USER, PASSWORD = "sam", "s3cret-Pässword"
START_LIMIT = 60

CONFIG = """
[server]
hosts = 127.0.0.1:{port}
[auth]
type = htpasswd
htpasswd_filename = {folder}/users
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = {folder}/collections
[logging]
level = error
"""


@contextmanager
def radicale(folder: Path) -> Iterator[str]:
    """Its address, for as long as it runs; what it holds lies in `folder`."""
    port = free_port()
    (folder / "users").write_text(f"{USER}:{PASSWORD}\n", encoding="utf-8")
    (folder / "config").write_text(CONFIG.format(port=port, folder=folder))
    with running([sys.executable, "-m", "radicale", "--config", str(folder / "config")], port, folder) as url:
        yield url


def free_port() -> int:
    """A port nobody listens on."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, folder: Path) -> Iterator[str]:
    """The address of a server, once it answers, until the block ends."""
    url = f"http://127.0.0.1:{port}/"
    with (folder / "log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as server:
        try:
            _wait_for(url, server, folder / "log")
            yield url
        finally:
            server.terminate()


def _wait_for(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + START_LIMIT
    while server.poll() is None and time.monotonic() < end:
        try:
            with urlopen(url):
                return
        except HTTPError as answer:
            answer.close()
            return
        except OSError:
            time.sleep(0.02)
    raise AssertionError(f"{server.args!r} did not start: {log.read_text()}")
