"""Runs a server of the standard library in a thread of its own, from enter to exit."""

from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import BaseServer
from threading import Thread

POLL_SECONDS = 0.01
"""How often the server looks whether it shall stop: the longest that leaving waits for it."""


@contextmanager
def in_thread(server: BaseServer) -> Iterator[None]:
    """The server answers while the block runs; then its socket is closed and its thread has ended."""
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": POLL_SECONDS}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
