"""A proxy between Liftrun and a real CalDAV server that changes or drops what a test chooses."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from integrations._shared.server_thread import in_thread

# Answers come unpacked, so that rules may change them.
HOP_BY_HOP = {
    "accept-encoding",
    "connection",
    "transfer-encoding",
    "content-length",
    "date",
    "server",
    "keep-alive",
}


@dataclass(frozen=True)
class Asked:
    """One request as it came in."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class Said:
    """One answer; `promised` is the length in bytes that its headers declare, if that differs."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    promised: int | None = None

    def without(self, *names: str) -> "Said":
        """The same without these headers."""
        dropped = {name.lower() for name in names}
        return replace(self, headers={n: v for n, v in self.headers.items() if n.lower() not in dropped})


Forward = Callable[[Asked], Said]
# What becomes of a request; with None the connection breaks off.
Rule = Callable[[Asked, Forward], Said | None]


@dataclass
class Proxy:
    """Its address, and the requests that it received."""

    url: str
    asked: list[Asked] = field(default_factory=list)

    def methods(self) -> list[str]:
        """The methods of the requests, in order."""
        return [asked.method for asked in self.asked]


@contextmanager
def proxied(upstream: str, rule: Rule) -> Iterator[Proxy]:
    """A proxy for the time of a test; what is no concern of the rule's it hands to `forward`."""

    def forward(asked: Asked) -> Said:
        connection = HTTPConnection(urlsplit(upstream).netloc)
        try:
            connection.request(asked.method, asked.path, asked.body or None, asked.headers)
            answer = connection.getresponse()
            body = answer.read()
            headers = {n: v for n, v in answer.getheaders() if n.lower() not in HOP_BY_HOP}
            return Said(answer.status, headers, body)
        finally:
            connection.close()

    class Handler(BaseHTTPRequestHandler):
        def __getattr__(self, name: str) -> Callable[[], None]:
            # Whatever the method, it is handled alike.
            if name.startswith("do_"):
                return self.answer
            raise AttributeError(name)

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {n: v for n, v in self.headers.items() if n.lower() not in HOP_BY_HOP}
            asked = Asked(self.command, self.path, headers, body)
            proxy.asked.append(asked)
            said = rule(asked, forward)
            self.close_connection = True
            if said is None:
                return
            self.send_response_only(said.status)
            length = len(said.body) if said.promised is None else said.promised
            for name, value in {**said.headers, "Content-Length": str(length)}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(said.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    proxy = Proxy(f"http://127.0.0.1:{http.server_port}/")
    with in_thread(http):
        yield proxy
