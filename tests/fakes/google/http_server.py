"""The HTTP/1.1 server on loopback, with keep-alive and every fault that a reply can have."""

import socket
import struct
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

from tests.fakes.google.faults import Fault, Kind
from tests.fakes.google.request import Reply, Request

# Answers a request, and says what shall go wrong with the reply.
Answer = Callable[[Request], tuple[Reply, Fault | None]]


class HttpServer:
    """A server in threads of its own, from start to stop."""

    def __init__(self, answer: Answer, port: int) -> None:
        self._http = _Server(answer, port)
        self._thread = Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self.url = f"http://127.0.0.1:{self._http.server_port}"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._http.shutdown()
        self._http.hang_up()
        self._http.server_close()
        self._thread.join()
        if self._http.failures:
            raise self._http.failures[0]


class _Server(ThreadingHTTPServer):
    daemon_threads = False

    def __init__(self, answer: Answer, port: int) -> None:
        self.answer = answer
        self.failures: list[BaseException] = []
        self.resets: set[int] = set()
        self._open: set[socket.socket] = set()
        self._guard = Lock()
        super().__init__(("127.0.0.1", port), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._guard:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._guard:
            self._open.discard(request)
        if request.fileno() in self.resets:
            # An orderly end first would reach the client before the reset does.
            self.resets.discard(request.fileno())
            self.close_request(request)
        else:
            super().shutdown_request(request)

    def hang_up(self) -> None:
        """End what clients keep open, so that no thread waits for them."""
        with self._guard:
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002
        """A client that went away is no news; anything else is a bug of the server, told at its end."""
        error = sys.exception()
        if error and not isinstance(error, OSError):
            self.failures.append(error)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # A reply in two packets would wait for the client's delayed acknowledgement.
    disable_nagle_algorithm = True
    wbufsize = -1

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass

    def do_GET(self) -> None:
        reply, fault = cast("_Server", self.server).answer(self._request())
        self._send(reply, fault)

    do_POST = do_PUT = do_PATCH = do_DELETE = do_GET  # noqa: N815

    def _request(self) -> Request:
        split = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        # The client library sends a GET with very many parameters as a form.
        method = headers.get("x-http-method-override", self.command)
        form = body.decode() if method != self.command else split.query
        return Request(method, split.path, parse_qs(form, keep_blank_values=True), headers, body)

    def _send(self, reply: Reply, fault: Fault | None) -> None:
        kind = fault.kind if fault else Kind.NONE
        if kind in {Kind.RESET, Kind.CLOSED}:
            self._drop(with_reset=kind is Kind.RESET)
            return
        if fault and kind is Kind.SLOW:
            time.sleep(fault.delay.total_seconds())
        body = reply.body or b""
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.body is not None:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if kind is Kind.TRUNCATED and body:
            body = body[: len(body) // 2]
            self.close_connection = True
        self.wfile.write(body)

    def _drop(self, *, with_reset: bool) -> None:
        self.close_connection = True
        if with_reset:
            cast("_Server", self.server).resets.add(self.connection.fileno())
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
