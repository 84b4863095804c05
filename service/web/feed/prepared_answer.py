"""An answer of which every octet is known before anybody asks."""

from collections.abc import Iterable, Mapping

from starlette.requests import Request
from starlette.responses import Response

Octets = list[tuple[bytes, bytes]]


class PreparedAnswer:
    """One answer, to be given any number of times; who asks for the head alone gets that."""

    def __init__(self, status: int, headers: Mapping[str, str], body: bytes = b"") -> None:
        self.status = status
        self.body = body
        self._headers = _octets(headers.items())

    def to(self, request: Request, **more: str) -> Response:
        """Give it."""
        answer = Response(status_code=self.status)
        answer.body = b"" if request.method == "HEAD" else self.body
        # A list of its own: what stands around the routes may add to it.
        answer.raw_headers = [*self._headers, *_octets(more.items())] if more else list(self._headers)
        return answer


def _octets(headers: Iterable[tuple[str, str]]) -> Octets:
    return [(name.replace("_", "-").lower().encode(), value.encode()) for name, value in headers]
