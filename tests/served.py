"""A running service on loopback, for tests that send requests as a browser does."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI

    from service.web.service import Service


@contextmanager
def served(service: "Service", prepare: "Callable[[FastAPI], object]" = bool) -> Iterator[str]:
    """Its address while it runs, without a slash at the end; the service knows it too.

    `prepare` may lay hands on the application before it is asked anything.
    """
    import uvicorn

    from service.web.app import app

    with socket.create_server(("127.0.0.1", 0)) as listening:
        # asyncio does it for sockets it makes itself; without it each answer takes 40 ms.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        service.address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        made = app(service)
        prepare(made)
        settings = uvicorn.Config(
            made,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            log_level="error",
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
        server = uvicorn.Server(settings)
        thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        # It listens already: who asks before the thread is up waits in the socket's queue.
        try:
            yield service.address
        finally:
            server.should_exit = True
            thread.join(timeout=10)
            assert not thread.is_alive(), "the server did not stop"
