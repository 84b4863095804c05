"""Sends one HTTP request with limits on time and size, few retries, and no access to private hosts."""

import random
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import httpcore2
import httpx2

from integrations._shared.address_guard import GuardedBackend, Resolve, resolved
from integrations._shared.unpack import BrokenCompression, decompress
from service.errors import CalendarUnreadable

ATTEMPTS = 3
MOST_REDIRECTS = 5
FIRST_PAUSE = timedelta(milliseconds=500)
LONGEST_PAUSE = timedelta(seconds=5)
RETRIED = frozenset({429, 502, 503, 504})
FINAL_ERRORS = {
    401: "it asks for a password (401)",
    403: "it refuses access (403)",
    404: "there is nothing at its address (404)",
    410: "it is gone for good (410)",
}
# Error responses whose body explains the error, as in WebDAV; no other error's body is read.
ERRORS_WITH_BODY = frozenset({400, 403, 405, 409, 413, 415, 422, 500, 507})
LONGEST_EXPLANATION = 64 * 1024
# The methods whose redirects are followed. A request that changes something goes only to its own URL.
METHODS_REDIRECTED = frozenset({"GET", "OPTIONS", "PROPFIND", "REPORT"})
OWN_HEADERS = {"User-Agent": "liftrun", "Accept-Encoding": "gzip, deflate"}


@dataclass(frozen=True)
class Request:
    """One HTTP request, as it is before any redirect."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True)
class Response:
    """The final HTTP response, after all redirects and retries.

    Shape: `body` is decompressed; it is empty for 304 Not Modified and for most errors. `url` is the URL
    after the last redirect.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    reason: str = ""
    url: str = ""


class _Deadline:
    """The moment by which all attempts together must be finished."""

    def __init__(self, limit: timedelta) -> None:
        self._moment = time.monotonic() + limit.total_seconds()

    def leaves(self, wait: timedelta) -> bool:
        """Whether a wait of this length ends before the deadline."""
        return self._moment - time.monotonic() > wait.total_seconds()

    def seconds_left(self) -> float:
        """How long the next step may take.

        Errors: httpcore2.ReadTimeout when no time is left.
        """
        seconds = self._moment - time.monotonic()
        if seconds <= 0:
            raise httpcore2.ReadTimeout("time is up")
        return seconds


@dataclass(frozen=True)
class HttpClient:
    """Sends HTTP requests on behalf of one named calendar or notifier.

    Shape: `sign` returns the headers that only some servers may see, for the URL that is requested next;
    `auth` what answers its server's demand for a password, None for nothing.
    Units: `size_limit` is in bytes, `pause` takes seconds.
    Errors: CalendarUnreadable, and AddressRefused for a private host that is not in `allow_hosts`.
    Neither message holds more of a URL than its host, because the rest may be secret.
    """

    name: str
    allow_hosts: tuple[str, ...]
    time_limit: timedelta
    size_limit: int
    pause: Callable[[float], None] = time.sleep
    resolve: Resolve = resolved
    sign: Callable[[str], Mapping[str, str]] = field(default=lambda _url: {})
    auth: Callable[[str], httpx2.Auth | None] = field(default=lambda _url: None)

    def get(self, url: str, headers: Mapping[str, str]) -> Response:
        """Fetches the document at a http or https URL; raises for any status but 200 and 304."""
        answer = self.ask(Request("GET", url, headers))
        if answer.status in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}:
            return answer
        if answer.status in FINAL_ERRORS:
            raise self._unreadable(FINAL_ERRORS[answer.status], final=True)
        raise self._unreadable(f"it answered {answer.status} {answer.reason}".rstrip())

    def ask(self, question: Request) -> Response:
        """Sends a request to a http or https URL and returns the response, after retries if they make sense.

        Shape: an error status is returned, not raised. Only a status worth another try is raised, after the
        last attempt. The server may receive the request several times, and carry it out each time.
        `time_limit` holds for all attempts together, `size_limit` before and after decompression.
        """
        deadline = _Deadline(self.time_limit)
        for attempt in range(ATTEMPTS):
            try:
                return self._ask(question, deadline)
            except _PassingFailure as trouble:
                jitter = random.uniform(0.5, 1.5)  # noqa: S311 (it spreads load and protects no secret)
                wait = trouble.wait or FIRST_PAUSE * 2**attempt * jitter
                if attempt + 1 == ATTEMPTS or wait > LONGEST_PAUSE or not deadline.leaves(wait):
                    raise self._unreadable(trouble.reason) from trouble
                self.pause(wait.total_seconds())
        raise AssertionError("the last attempt returns or raises")

    def _ask(self, question: Request, deadline: _Deadline) -> Response:
        backend = GuardedBackend(
            name=self.name,
            allow_hosts=self.allow_hosts,
            time_left=deadline.seconds_left,
            resolve=self.resolve,
        )
        try:
            with httpx2.Client(transport=_Transport(backend), trust_env=False, headers=OWN_HEADERS) as client:
                return self._follow(client, question)
        except httpx2.TimeoutException as error:
            seconds = self.time_limit.total_seconds()
            raise self._unreadable(f"it did not answer whole within {seconds:g} seconds") from error
        except httpx2.InvalidURL as error:
            raise self._unreadable("its address is no URL", final=True) from error
        except httpx2.ConnectError as error:
            raise _PassingFailure(f"{self._called(question)} cannot be reached") from error
        except httpx2.TransportError as error:
            raise _PassingFailure(f"the connection to {self._called(question)} broke off") from error

    def _called(self, question: Request) -> str:
        """The host as a message names it: "it" when `name` is the host, which the message begins with."""
        host = httpx2.URL(question.url).host
        return "it" if host == self.name else host

    def _follow(self, client: httpx2.Client, question: Request) -> Response:
        url = httpx2.URL(question.url)
        for _ in range(MOST_REDIRECTS + 1):
            if url.scheme not in {"http", "https"} or not url.host:
                raise self._unreadable("its address is neither http nor https", final=True)
            headers = {**question.headers, **self.sign(str(url))}
            asked = client.build_request(question.method, url, headers=headers, content=question.body)
            with closing(client.send(asked, stream=True, auth=self.auth(str(url)))) as response:
                if not response.has_redirect_location or question.method not in METHODS_REDIRECTED:
                    return self._answer(response)
                url = url.join(response.headers["Location"])
        raise self._unreadable(f"it redirects more than {MOST_REDIRECTS} times")

    def _answer(self, response: httpx2.Response) -> Response:
        status, reason = response.status_code, response.reason_phrase
        if status in RETRIED:
            said = f"it answered {status} {reason}".rstrip()
            raise _PassingFailure(said, _retry_after(response.headers))
        body = self._body(response) if response.is_success else b""
        if status in ERRORS_WITH_BODY:
            body = self._explanation(response)
        return Response(status, response.headers, body, reason, str(response.url))

    def _explanation(self, response: httpx2.Response) -> bytes:
        """The body of an error; empty when it is long, or cannot be read, because the status says enough."""
        try:
            return replace(self, size_limit=LONGEST_EXPLANATION)._body(response)  # noqa: SLF001  # its own
        except (CalendarUnreadable, httpx2.TransportError):
            return b""

    def _body(self, response: httpx2.Response) -> bytes:
        octets = bytearray()
        for chunk in response.iter_raw():
            octets += chunk
            if len(octets) > self.size_limit:
                raise self._unreadable(f"it is larger than {self.size_limit} bytes")
        deflated = response.headers.get("Content-Encoding", "").strip().lower() == "deflate"
        try:
            return decompress(bytes(octets), limit=self.size_limit, deflated=deflated)
        except BrokenCompression as error:
            raise self._unreadable(str(error)) from error

    def _unreadable(self, reason: str, *, final: bool = False) -> CalendarUnreadable:
        return CalendarUnreadable(name=self.name, reason=reason, retryable=not final)


class _Transport(httpx2.HTTPTransport):
    """The transport of httpx2 over a pool with our guarded backend, which its constructor cannot be given."""

    def __init__(self, backend: GuardedBackend) -> None:
        self._pool = httpcore2.ConnectionPool(network_backend=backend)


class _PassingFailure(Exception):
    """A failure that may soon pass, so that another attempt makes sense.

    Shape: `wait` is the pause the server asks for, None if it asks for none.
    """

    def __init__(self, reason: str, wait: timedelta | None = None) -> None:
        self.reason = reason
        self.wait = wait
        super().__init__(reason)


def _retry_after(headers: Mapping[str, str]) -> timedelta | None:
    asked = headers.get("Retry-After", "").strip()
    if asked.isdecimal():
        return timedelta(seconds=int(asked[:6]))
    try:
        wait = parsedate_to_datetime(asked) - parsedate_to_datetime(headers.get("Date", ""))
    except (ValueError, TypeError):
        return None
    return max(timedelta(), wait)
