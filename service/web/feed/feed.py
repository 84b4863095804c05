"""The route that serves a feed at its secret address."""

import logging

from fastapi import APIRouter, Request
from starlette.responses import Response

from service.errors import LiftrunError
from service.web.access.client_address import client_address
from service.web.feed.feed_cache import WITHIN
from service.web.feed.feed_version import PRIVATE_HEADERS
from service.web.feed.prepared_answer import PreparedAnswer
from service.web.service import service_of

TEXT = {**PRIVATE_HEADERS, "content-type": "text/plain; charset=utf-8", "cache-control": "no-store"}
WAIT = str(int(WITHIN.total_seconds()))

log = logging.getLogger("liftrun.feed")


def _told(status: int, sentence: str, **headers: str) -> PreparedAnswer:
    body = f"{sentence}\n".encode()
    return PreparedAnswer(status, {**TEXT, "content-length": str(len(body)), **headers}, body)


NOT_FOUND = _told(404, "There is no feed here. Perhaps its address was changed: ask whoever gave it to you.")
TOO_OFTEN = _told(429, "Too many addresses that lead nowhere. Wait a minute.", **{"retry-after": WAIT})
UNAVAILABLE = _told(503, "The feed cannot be read just now.", **{"retry-after": WAIT})

router = APIRouter()


async def feed(request: Request) -> Response:
    """Serves the feed that the secret opens; limits how often one client may try wrong secrets."""
    service = service_of(request)
    try:
        found = await service.feed_cache.find(request.path_params["secret"])
    except LiftrunError as error:
        log.error("no feed can be given out: %s", error)  # noqa: TRY400  # our own errors need no traceback
        return UNAVAILABLE.to(request)
    if found is None:
        client = client_address(request, service.serving)
        return (NOT_FOUND if service.feed_cache.guesses.take(client) else TOO_OFTEN).to(request)
    digest, feed_version = found
    service.feed_cache.visits.note(digest, at=service.clock.now(), by=request.headers.get("user-agent", ""))
    return feed_version.answer(request)


# A plain Starlette route: FastAPI's would validate the request and the answer each time.
router.add_route("/feed/{secret}.ics", feed, methods=["GET", "HEAD"], include_in_schema=False)
