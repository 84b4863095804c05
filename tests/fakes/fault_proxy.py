"""A loopback proxy in front of any web server that injects chosen faults.

with FaultProxy("http://127.0.0.1:5232/") as proxy:
    proxy.url                                     # to be asked in the server's place
    proxy.weather = Weather(seed=7, probability=0.3)   # Weather() is fine again
    proxy.struck                                  # what went wrong so far, by kind
"""

import random
import socket
import struct
import time
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from types import TracebackType
from typing import Self, cast
from urllib.parse import urlsplit

from integrations._shared.server_thread import in_thread

HOP_BY_HOP = {"connection", "content-length", "keep-alive", "transfer-encoding", "host"}
A_MOMENT = 0.01


class Fault(StrEnum):
    """What goes wrong with one request: another answer than the server's, none, or half of it."""

    TOO_MANY = "429"
    TOO_MANY_WAIT = "429 Retry-After"
    INTERNAL = "500"
    BAD_GATEWAY = "502"
    UNAVAILABLE = "503"
    RESET = "connection reset"
    CLOSED = "connection closed"
    TRUNCATED = "truncated body"
    SLOW = "slow"


NO_ANSWER = {Fault.RESET, Fault.CLOSED}
ANSWERED = {Fault.TRUNCATED, Fault.SLOW}


@dataclass
class Weather:
    """Draws for each request what goes wrong with it, and whether after the server has done it."""

    seed: int = 0
    probability: float = 0.0
    _random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    def strike(self) -> tuple[Fault, bool] | None:
        if self._random.random() >= self.probability:
            return None
        return self._random.choice(list(Fault)), self._random.random() < 0.5


class FaultProxy:
    """Runs inside its `with` block; `behind` is the address of the real server."""

    def __init__(self, behind: str) -> None:
        self.weather = Weather()
        self.struck = Counter[str]()
        self._http = _Server(self, behind)
        self._serving = in_thread(self._http)
        self.url = f"http://127.0.0.1:{self._http.server_port}/"
        self._lock = Lock()

    def strike(self) -> tuple[Fault, bool] | None:
        with self._lock:
            fault = self.weather.strike()
            if fault:
                self.struck[f"{fault[0]}, {'after' if fault[1] else 'before'}"] += 1
            return fault

    def __enter__(self) -> Self:
        self._serving.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._serving.__exit__(kind, error, trace)


class _Server(ThreadingHTTPServer):
    def __init__(self, proxy: FaultProxy, behind: str) -> None:
        self.proxy = proxy
        self.behind = urlsplit(behind)
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        fault, after = cast("_Server", self.server).proxy.strike() or (None, False)
        is_reached = fault is None or after or fault in ANSWERED
        answer = self._forwarded(body) if is_reached else None
        if fault in NO_ANSWER:
            self._hang_up(with_reset=fault is Fault.RESET)
        elif answer and (fault is None or fault in ANSWERED):
            self._pass_on(*answer, fault)
        elif fault:
            self._refuse(fault)

    do_PUT = do_DELETE = do_PROPFIND = do_REPORT = do_MKCALENDAR = do_OPTIONS = do_GET  # noqa: N815

    def _forwarded(self, body: bytes) -> tuple[HTTPResponse, bytes]:
        behind = cast("_Server", self.server).behind
        server = HTTPConnection(behind.hostname or "", behind.port)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP}
        try:
            server.request(self.command, self.path, body=body, headers=headers)
            answer = server.getresponse()
            return answer, answer.read()
        finally:
            server.close()

    def _pass_on(self, answer: HTTPResponse, body: bytes, fault: Fault | None) -> None:
        if fault is Fault.SLOW:
            time.sleep(A_MOMENT)
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in HOP_BY_HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if fault is Fault.TRUNCATED else body)

    def _refuse(self, fault: Fault) -> None:
        self.send_response(int(fault.split()[0]))
        if fault is Fault.TOO_MANY_WAIT:
            self.send_header("Retry-After", "2")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _hang_up(self, *, with_reset: bool) -> None:
        if with_reset:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            # An orderly end first would reach the client before the reset does.
            self.connection.close()
