"""Prepares every answer to requests for one feed, until the feed changes."""

import gzip
import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime

from starlette.requests import Request
from starlette.responses import Response

from service.web.feed.conditions import is_known_since, known_tag, takes_gzip
from service.web.feed.prepared_answer import PreparedAnswer

SHARE_OF_REFRESH = 12

PRIVATE_HEADERS = {"x-robots-tag": "noindex, nofollow", "x-content-type-options": "nosniff"}
"""Headers for every answer at a secret address: no search engine lists it, no browser guesses its type."""


@dataclass(frozen=True)
class _Encoding:
    """The feed plain or compressed: the answer with all of it, and the answer that it has not changed."""

    tag: str
    whole: PreparedAnswer
    known: PreparedAnswer


class FeedVersion:
    """One feed with all answers that a request for it can get.

    Shape: `refresh` is how often calendar apps are asked to fetch it.
    """

    def __init__(self, feed: bytes, *, changed_at: datetime, refresh: timedelta) -> None:
        self._changed_at = changed_at
        headers = {
            # Well below `refresh`: a person who reloads by hand to see a change must not get the old feed.
            "cache-control": f"private, max-age={int(refresh.total_seconds() / SHARE_OF_REFRESH)}",
            "last-modified": format_datetime(changed_at, usegmt=True),
            "vary": "Accept-Encoding",
            **PRIVATE_HEADERS,
        }
        self._plain = _form(feed, headers, {})
        self._compressed = _form(gzip.compress(feed, mtime=0), headers, {"content-encoding": "gzip"})

    def answer(self, request: Request) -> Response:
        """The answer that fits the headers of this request."""
        first, second = self._plain, self._compressed
        if takes_gzip(request.headers.getlist("accept-encoding")):
            first, second = second, first
        if asked := request.headers.getlist("if-none-match"):
            tag = known_tag(asked, (first.tag, second.tag))
            if tag is not None:
                return (first if tag == first.tag else second).known.to(request)
        elif is_known_since(request.headers.get("if-modified-since", ""), self._changed_at):
            return first.known.to(request)
        return first.whole.to(request)


def _form(body: bytes, headers: dict[str, str], packing: dict[str, str]) -> _Encoding:
    tag = hashlib.sha256(body).hexdigest()[:32]
    of_both = {"etag": f'"{tag}"', **headers}
    of_whole = {
        "content-type": "text/calendar; charset=utf-8",
        "content-disposition": 'inline; filename="liftrun.ics"',
        "content-length": str(len(body)),
    }
    return _Encoding(
        tag, PreparedAnswer(200, of_both | of_whole | packing, body), PreparedAnswer(304, of_both)
    )
