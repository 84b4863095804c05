"""Starts nginx as an ordinary process that serves one folder."""

import getpass
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.radicale_server import free_port

# Debian keeps it where only root looks.
PROGRAM = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
START_LIMIT = 10

CONFIG = """
{user}
worker_processes 1;
daemon off;
pid {folder}/pid;
error_log {folder}/errors;
events {{ worker_connections 256; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000000;
  client_body_temp_path {folder}/a;
  proxy_temp_path {folder}/b;
  fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d;
  scgi_temp_path {folder}/e;
  open_file_cache max=16;
  types {{ text/calendar ics; }}
  server {{
    listen 127.0.0.1:{port};
    root {folder}/pages;
    gzip_static on;
    add_header Cache-Control "private, max-age=300";
  }}
}}
"""


@contextmanager
def nginx(folder: Path) -> Iterator[str]:
    """Its address while it serves `pages` in the folder, without a slash at the end."""
    assert PROGRAM is not None
    port = free_port()
    # Its worker would be nobody, who may not look into the folder.
    user = "user root;" if getpass.getuser() == "root" else ""
    config = folder / "nginx.conf"
    config.write_text(CONFIG.format(folder=folder, port=port, user=user), encoding="utf-8")
    with subprocess.Popen([PROGRAM, "-c", str(config), "-e", str(folder / "errors")]) as process:
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    end = time.monotonic() + START_LIMIT
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError("nginx did not start")
