"""A web server on the loopback address that receives the redirect of the OAuth login."""

from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty, Queue
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

from integrations._shared.server_thread import in_thread

HOST = "127.0.0.1"
SEEN = "Liftrun has heard from Google. Go back to where you started it; this page can be closed."
NOT_HERE = "There is nothing here."

Reply = dict[str, str]


def reply_in(address: str) -> Reply:
    """The query parameters of a redirect from Google; empty when the address is no such redirect."""
    said = {name: values[0] for name, values in parse_qs(urlsplit(address.strip()).query).items()}
    return said if "code" in said or "error" in said else {}


class Loopback:
    """The server, which runs inside its `with` block on a free port that only this machine reaches."""

    def __init__(self) -> None:
        self._replies = Queue[Reply]()
        self._server = ThreadingHTTPServer((HOST, 0), _handler(self.hear))
        self._server.daemon_threads = True
        self._serving = in_thread(self._server)

    def __enter__(self) -> Self:
        self._serving.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._serving.__exit__(kind, error, trace)

    @property
    def address(self) -> str:
        """The redirect URI to send to Google."""
        return f"http://{HOST}:{self._server.server_port}"

    def hear(self, address: str) -> bool:
        """Accepts an address as the redirect; returns whether it is one."""
        reply = reply_in(address)
        if reply:
            self._replies.put(reply)
        return bool(reply)

    def wait(self, seconds: float) -> Reply | None:
        """Waits for the first reply; returns None when none comes within `seconds`."""
        try:
            return self._replies.get(timeout=seconds)
        except Empty:
            return None


def _handler(hear: Callable[[str], bool]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard = hear(self.path)
            page = (SEEN if heard else NOT_HERE).encode()
            self.send_response(HTTPStatus.OK if heard else HTTPStatus.NOT_FOUND)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name for it
            """Logs nothing, because the address contains the authorization code."""

    return Handler
