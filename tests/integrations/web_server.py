"""A real web server on loopback that gives the answers of a test and records the requests."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from integrations._shared.server_thread import in_thread


@dataclass
class Reply:
    """One answer.

    Shape: `body` may be cut short of what the headers promise; `drip` sends it octet by octet, with a
    wait before each.
    """

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    wait: Callable[[], object] | None = None


@dataclass
class Server:
    """The replies to give, in order, the last one repeated; and the headers of each request."""

    url: str
    replies: list[Reply]
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def next_reply(self) -> Reply:
        """The reply whose turn it is."""
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


@contextmanager
def serving(*replies: Reply) -> Iterator[Server]:
    """A server for the time of a test."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append((self.path, dict(self.headers)))
            reply = server.next_reply()
            # Without the Date and Server that send_response adds: a reply says what its test wants said.
            self.send_response_only(reply.status)
            for name, value in ({"Content-Length": str(len(reply.body))} | reply.headers).items():
                self.send_header(name, value)
            self.end_headers()
            pieces = [reply.body] if reply.wait is None else [bytes([octet]) for octet in reply.body]
            for piece in pieces:
                if reply.wait:
                    reply.wait()
                self._send(piece)

        def _send(self, piece: bytes) -> None:
            try:
                self.wfile.write(piece)
            except OSError:  # the client has heard enough
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server = Server(f"http://127.0.0.1:{http.server_port}/", list(replies))
    with in_thread(http):
        yield server
