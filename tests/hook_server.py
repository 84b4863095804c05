"""A real web server on loopback that records the webhooks posted to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from integrations._shared.server_thread import in_thread


@dataclass
class Hook:
    """Its address, its answers (the last status is repeated), and the requests that it received."""

    statuses: list[int]
    url: str = ""
    told: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def taking_posts(*statuses: int) -> Iterator[Hook]:
    """The server, for the time of a test."""
    hook = Hook(list(statuses) or [204])

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hook.told.append((dict(self.headers), body))
            status = hook.statuses.pop(0) if len(hook.statuses) > 1 else hook.statuses[0]
            self.send_response_only(status)
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hook.url = f"http://127.0.0.1:{http.server_port}/hooks/secret-part"
    with in_thread(http):
        yield hook
