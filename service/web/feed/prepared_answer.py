"""An answer whose headers and body are fixed before any request."""

from collections.abc import Iterable, Mapping

from starlette.requests import Request
from starlette.responses import Response

Octets = list[tuple[bytes, bytes]]


class PreparedAnswer:
    """One answer that can be sent any number of times; a HEAD request gets it without the body."""

    def __init__(self, status: int, headers: Mapping[str, str], body: bytes = b"") -> None:
        self.status = status
        self.body = body
        self._headers = _octets(headers.items())

    def to(self, request: Request, **more: str) -> Response:
        """The answer to this request, with `more` headers."""
        answer = Response(status_code=self.status)
        answer.body = b"" if request.method == "HEAD" else self.body
        # A copy of the list: middleware may add to it.
        answer.raw_headers = [*self._headers, *_octets(more.items())] if more else list(self._headers)
        return answer


def _octets(headers: Iterable[tuple[str, str]]) -> Octets:
    return [(name.replace("_", "-").lower().encode(), value.encode()) for name, value in headers]
