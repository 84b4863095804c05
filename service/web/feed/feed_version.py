"""A feed as it is given out until it changes."""

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

UNSEEN = {"x-robots-tag": "noindex, nofollow", "x-content-type-options": "nosniff"}
"""For every answer at a secret address: not to be found by searching, and nothing but what it says it is."""


@dataclass(frozen=True)
class _Form:
    """The feed plain or packed: the whole of it, and word that it is known already."""

    tag: str
    whole: PreparedAnswer
    known: PreparedAnswer


class FeedVersion:
    """Every answer there is to whoever asks for one feed, made beforehand.

    Shape: `refresh` is how often its readers are asked to come.
    """

    def __init__(self, feed: bytes, *, changed_at: datetime, refresh: timedelta) -> None:
        self._changed_at = changed_at
        headers = {
            # Well below `refresh`: who presses a button to see what moved should not be shown what was.
            "cache-control": f"private, max-age={int(refresh.total_seconds() / SHARE_OF_REFRESH)}",
            "last-modified": format_datetime(changed_at, usegmt=True),
            "vary": "Accept-Encoding",
            **UNSEEN,
        }
        self._plain = _form(feed, headers, {})
        self._packed = _form(gzip.compress(feed, mtime=0), headers, {"content-encoding": "gzip"})

    def answer(self, request: Request) -> Response:
        """What this request is to be told."""
        first, second = self._plain, self._packed
        if takes_gzip(request.headers.getlist("accept-encoding")):
            first, second = second, first
        if asked := request.headers.getlist("if-none-match"):
            tag = known_tag(asked, (first.tag, second.tag))
            if tag is not None:
                return (first if tag == first.tag else second).known.to(request)
        elif is_known_since(request.headers.get("if-modified-since", ""), self._changed_at):
            return first.known.to(request)
        return first.whole.to(request)


def _form(body: bytes, headers: dict[str, str], packing: dict[str, str]) -> _Form:
    tag = hashlib.sha256(body).hexdigest()[:32]
    of_both = {"etag": f'"{tag}"', **headers}
    of_whole = {
        "content-type": "text/calendar; charset=utf-8",
        "content-disposition": 'inline; filename="liftrun.ics"',
        "content-length": str(len(body)),
    }
    return _Form(tag, PreparedAnswer(200, of_both | of_whole | packing, body), PreparedAnswer(304, of_both))
