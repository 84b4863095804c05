"""`liftrun serve` as a process of its own, with its own configuration and database."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.radicale_server import free_port, running

LIFTRUN = Path(sys.executable).with_name("liftrun")


@contextmanager
def serve(folder: Path, *flags: str) -> Iterator[str]:
    """Its address, without a slash at the end, for as long as it runs; what it says is in `log` there."""
    port = free_port()
    command = [str(LIFTRUN), "serve", *flags, "--config", str(folder / "config.toml"), "--port", str(port)]
    with running(command, port, folder) as url:
        yield url.rstrip("/")


def said(folder: Path) -> str:
    """All that it has printed."""
    return (folder / "log").read_text(encoding="utf-8", errors="replace")


def quiet_environment() -> dict[str, str]:
    """The environment of a client that no proxy stands before."""
    return {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
