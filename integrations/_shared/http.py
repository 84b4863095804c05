"""One polite question to a web server: limits on time and size, few retries, no private hosts."""

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import httpcore2
import httpx2

from integrations._shared.address_guard import GuardedBackend, Resolve, resolved
from integrations._shared.unpack import Unpackable, unpacked
from service.errors import CalendarUnreadable

ATTEMPTS = 3
MOST_REDIRECTS = 5
FIRST_PAUSE = timedelta(milliseconds=500)
LONGEST_PAUSE = timedelta(seconds=5)
WORTH_ANOTHER_TRY = frozenset({429, 502, 503, 504})
FINAL = {
    401: "it asks for a password (401)",
    403: "it refuses access (403)",
    404: "there is nothing at its address (404)",
    410: "it is gone for good (410)",
}
OURS = {"User-Agent": "liftrun", "Accept-Encoding": "gzip, deflate"}


@dataclass(frozen=True)
class Answer:
    """What a server said in the end.

    Shape: `body` is unpacked, and empty for 304 Not Modified.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes


class _Deadline:
    """The moment at which all attempts together have taken long enough."""

    def __init__(self, limit: timedelta) -> None:
        self._moment = time.monotonic() + limit.total_seconds()

    def leaves(self, wait: timedelta) -> bool:
        """Whether it lies beyond such a wait."""
        return self._moment - time.monotonic() > wait.total_seconds()

    def seconds_left(self) -> float:
        """How long the next step may take.

        Errors: the timeout of httpcore2 when no time is left.
        """
        seconds = self._moment - time.monotonic()
        if seconds <= 0:
            raise httpcore2.ReadTimeout("time is up")
        return seconds


@dataclass(frozen=True)
class HttpClient:
    """Asks for documents on behalf of one named source.

    Units: `size_limit` is in bytes, `pause` takes seconds.
    Errors: CalendarUnreadable, and AddressRefused for a private host that is not in `allow_hosts`.
    Neither ever holds more of a URL than its host: the rest may be secret.
    """

    name: str
    allow_hosts: tuple[str, ...]
    time_limit: timedelta
    size_limit: int
    pause: Callable[[float], None] = time.sleep
    resolve: Resolve = resolved

    def get(self, url: str, headers: Mapping[str, str]) -> Answer:
        """The document at a http or https URL, redirects followed; 304 is an answer too.

        Shape: `time_limit` holds for all attempts together, `size_limit` before and after unpacking.
        """
        deadline = _Deadline(self.time_limit)
        for attempt in range(ATTEMPTS):
            try:
                return self._ask(url, headers, deadline)
            except _TryAgain as trouble:
                jitter = random.uniform(0.5, 1.5)  # noqa: S311 (spreads load, guards nothing)
                wait = trouble.wait or FIRST_PAUSE * 2**attempt * jitter
                if attempt + 1 == ATTEMPTS or wait > LONGEST_PAUSE or not deadline.leaves(wait):
                    raise self._unreadable(trouble.reason) from trouble
                self.pause(wait.total_seconds())
        raise AssertionError("the last attempt returns or raises")

    def _ask(self, url: str, headers: Mapping[str, str], deadline: _Deadline) -> Answer:
        backend = GuardedBackend(
            name=self.name,
            allow_hosts=self.allow_hosts,
            time_left=deadline.seconds_left,
            resolve=self.resolve,
        )
        try:
            with httpx2.Client(transport=_Transport(backend), trust_env=False, headers=OURS) as client:
                return self._follow(client, httpx2.URL(url), headers)
        except httpx2.TimeoutException as error:
            seconds = self.time_limit.total_seconds()
            raise self._unreadable(f"it did not answer whole within {seconds:g} seconds") from error
        except httpx2.InvalidURL as error:
            raise self._unreadable("its address is no URL", final=True) from error
        except httpx2.ConnectError as error:
            raise _TryAgain(f"{httpx2.URL(url).host} cannot be reached") from error
        except httpx2.TransportError as error:
            raise _TryAgain(f"the connection to {httpx2.URL(url).host} broke off") from error

    def _follow(self, client: httpx2.Client, url: httpx2.URL, headers: Mapping[str, str]) -> Answer:
        for _ in range(MOST_REDIRECTS + 1):
            if url.scheme not in {"http", "https"} or not url.host:
                raise self._unreadable("its address is neither http nor https", final=True)
            with client.stream("GET", url, headers=dict(headers)) as response:
                if not response.has_redirect_location:
                    return self._answer(response)
                url = url.join(response.headers["Location"])
        raise self._unreadable(f"it redirects more than {MOST_REDIRECTS} times")

    def _answer(self, response: httpx2.Response) -> Answer:
        status = response.status_code
        if status == HTTPStatus.NOT_MODIFIED:
            return Answer(status, response.headers, b"")
        if status == HTTPStatus.OK:
            return Answer(status, response.headers, self._body(response))
        if status in FINAL:
            raise self._unreadable(FINAL[status], final=True)
        reason = f"it answered {status} {response.reason_phrase}".rstrip()
        if status in WORTH_ANOTHER_TRY:
            raise _TryAgain(reason, _asked_to_wait(response.headers))
        raise self._unreadable(reason)

    def _body(self, response: httpx2.Response) -> bytes:
        octets = bytearray()
        for chunk in response.iter_raw():
            octets += chunk
            if len(octets) > self.size_limit:
                raise self._unreadable(f"it is larger than {self.size_limit} bytes")
        deflated = response.headers.get("Content-Encoding", "").strip().lower() == "deflate"
        try:
            return unpacked(bytes(octets), limit=self.size_limit, deflated=deflated)
        except Unpackable as error:
            raise self._unreadable(str(error)) from error

    def _unreadable(self, reason: str, *, final: bool = False) -> CalendarUnreadable:
        return CalendarUnreadable(name=self.name, reason=reason, retryable=not final)


class _Transport(httpx2.HTTPTransport):
    """httpx2's own transport over a connection pool with our guard; it takes none as an argument."""

    def __init__(self, backend: GuardedBackend) -> None:
        self._pool = httpcore2.ConnectionPool(network_backend=backend)


class _TryAgain(Exception):
    """Something went wrong that may be over in a moment."""

    def __init__(self, reason: str, wait: timedelta | None = None) -> None:
        self.reason = reason
        self.wait = wait
        super().__init__(reason)


def _asked_to_wait(headers: Mapping[str, str]) -> timedelta | None:
    asked = headers.get("Retry-After", "").strip()
    if asked.isdecimal():
        return timedelta(seconds=int(asked[:6]))
    try:
        wait = parsedate_to_datetime(asked) - parsedate_to_datetime(headers.get("Date", ""))
    except (ValueError, TypeError):
        return None
    return max(timedelta(), wait)
