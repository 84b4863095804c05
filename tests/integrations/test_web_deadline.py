"""The server closes a connection that does not send a whole request in time."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
import uvicorn

from service.web import deadline
from service.web.deadline import ConnectionDeadline

LONG = 10.0


async def hello(scope: Any, receive: Any, send: Any) -> None:
    """Answer when the request is in."""
    while scope["method"] == "POST" and (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"hi"})


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of a server that waits for a fifth of a second."""
    monkeypatch.setattr(deadline, "REQUEST_TIMEOUT", timedelta(seconds=0.2))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(hello, http=ConnectionDeadline, lifespan="off", log_level="error")
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join(timeout=LONG)


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf",
        b"GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHos",
    ],
    ids=["silence", "half its headers", "half its body", "half of its second request"],
)
def test_is_cut_off(door: int, begun: bytes) -> None:
    with socket.create_connection(("127.0.0.1", door), timeout=LONG) as caller:
        caller.sendall(begun)
        assert b"hi" not in _rest(caller) or begun.count(b"GET") > 1


def test_who_speaks_up_is_answered_and_may_stay(door: int) -> None:
    with socket.create_connection(("127.0.0.1", door), timeout=LONG) as caller:
        for _ in range(3):
            caller.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            answer = b""
            while not answer.endswith(b"hi"):
                answer += caller.recv(4096)


def _rest(caller: socket.socket) -> bytes:
    """All that still comes until the other side ends it; a time limit of the test's own is an error."""
    said = b""
    try:
        while part := caller.recv(4096):
            said += part
    except ConnectionResetError:
        pass
    return said
