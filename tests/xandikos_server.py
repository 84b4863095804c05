"""A Xandikos server on loopback, without a password."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.radicale_server import free_port, running


@contextmanager
def xandikos(folder: Path) -> Iterator[str]:
    """Its address, for as long as it runs; the account /user/ lies in `folder`."""
    port = free_port()
    options = ["--defaults", "--no-detect-systemd", "--current-user-principal", "/user/"]
    where = ["-d", str(folder / "data"), "--state-dir", str(folder), "-l", "127.0.0.1", "-p", str(port)]
    with running([sys.executable, "-m", "xandikos", "serve", *where, *options], port, folder) as url:
        yield url
