"""Sends requests to the Calendar API through Google's library, with retries and a rate limit."""

import json
import logging
import random
import time
import weakref
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from email.utils import parsedate_to_datetime
from functools import cache, cached_property, partial
from typing import Any

from google_auth_httplib2 import AuthorizedHttp  # type: ignore[import-untyped]
from googleapiclient.discovery import build  # type: ignore[import-untyped]
from googleapiclient.errors import Error, HttpError  # type: ignore[import-untyped]

from integrations._shared.server_words import server_words
from integrations.google.api_error import GoogleError, connection_error, error_for_status
from integrations.google.auth import Auth
from integrations.google.settings import GoogleAccess
from integrations.google.transport import CONNECTION_ERRORS, Http
from service.ports.vault import Vault

TRIES = 6
FIRST_PAUSE = timedelta(milliseconds=500)
LONGEST = timedelta(seconds=90)
"""The limit for one request: no retry starts later than this after the first attempt."""
MOST_IN_A_SECOND = 10
MOST_PAGES = 1000
UNAUTHORIZED = 401
COLLECTIONS = ("calendarList", "calendars", "events", "freebusy")

Answer = dict[str, Any]
Ask = Callable[[Any], Any]
AskPage = Callable[[Any, str | None], Any]

# Without a handler here, Python's handler of last resort would print the library's warnings to stderr.
logging.getLogger("googleapiclient").addHandler(logging.NullHandler())


class GoogleClient:
    """A client of the Calendar API for one login.

    Shape: an `Ask` gets the library's service object and returns the request to send. `pause` waits for the
    given number of seconds.
    Errors: Trouble, VaultLocked.
    """

    def __init__(
        self,
        access: GoogleAccess,
        vault: Vault,
        scopes: Sequence[str],
        *,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.auth = Auth(access, vault, scopes)
        self._api_root = access.api_root.rstrip("/")
        self._pause = pause
        self._asked_at = deque[float](maxlen=MOST_IN_A_SECOND)

    def read(self, ask: Ask) -> Answer:
        """Sends a request that changes nothing, and returns its answer."""
        return self._asked(ask, version="", writing=False, tries=TRIES)

    def write(self, ask: Ask, *, version: str = "", tries: int = TRIES) -> Answer:
        """Sends a request that changes something, and returns its answer.

        Shape: unless `tries` is 1 the request may be sent more than once, so it must be safe to repeat.
        `version` is an ETag, sent as If-Match: the request fails when the event has changed since.
        """
        return self._asked(ask, version=version, writing=True, tries=tries)

    def pages(self, ask: AskPage) -> Iterator[Answer]:
        """Reads a list page by page.

        Shape: `ask` also gets the token of the page to read, None for the first page.
        Errors: Trouble when there are more than MOST_PAGES pages.
        """
        token: str | None = None
        for _ in range(MOST_PAGES):
            page = self.read(partial(_at_page, ask, token))
            yield page
            token = page.get("nextPageToken")
            if not token:
                return
        raise GoogleError("its list has no end", retryable=True)

    def rest(self, trouble: GoogleError, attempt: int) -> None:
        """Waits after the failed attempt number `attempt`, counted from 1, before the next one."""
        self._pause(_wait(trouble, attempt).total_seconds())

    def _asked(self, ask: Ask, *, version: str, writing: bool, tries: int) -> Answer:
        until = time.monotonic() + LONGEST.total_seconds()
        waited = timedelta()
        for attempt in range(1, tries + 1):
            try:
                return self._answer(ask, version, writing=writing)
            except GoogleError as trouble:
                wait = _wait(trouble, attempt)
                waited += wait
                late = waited > LONGEST or time.monotonic() + wait.total_seconds() > until
                if not trouble.retryable or attempt == tries or late:
                    raise
                self._pause(wait.total_seconds())
        raise AssertionError("the last try returns or raises")

    def _answer(self, ask: Ask, version: str, *, writing: bool) -> Answer:
        self.auth.make_valid()
        try:
            return self._once(ask, version, writing=writing)
        except GoogleError as trouble:
            if trouble.status != UNAUTHORIZED:
                raise
        self.auth.make_valid(anew=True)
        return self._once(ask, version, writing=writing)

    def _once(self, ask: Ask, version: str, *, writing: bool) -> Answer:
        self._limit_rate()
        request = ask(self._api)
        # Auth replaces its credentials when the vault holds a newer login.
        request.http.credentials = self.auth.credentials
        if version:
            request.headers["If-Match"] = version
        try:
            answer = request.execute()
        except HttpError as error:
            words = server_words(_message(error.content))
            trouble = error_for_status(error.status_code, _code(error.content), writing=writing, words=words)
            trouble.wait = _retry_after(error.resp)
            raise trouble from error
        except (Error, ValueError, *CONNECTION_ERRORS) as error:
            raise connection_error() from error
        if isinstance(answer, dict):
            return answer
        if request.method == "DELETE" and not answer:
            return {}
        # The library returns a truncated body, which is no valid JSON, as a string.
        raise connection_error()

    @cached_property
    def _api(self) -> Any:
        # The library's own refresh on 401 is switched off: Auth explains failures and stores the new token.
        http = AuthorizedHttp(self.auth.credentials, http=Http(), refresh_status_codes=())
        # The library's objects form reference cycles, which garbage collection would close too late.
        weakref.finalize(self, http.close)
        root = {"api_endpoint": f"{self._api_root}/calendar/v3/"}
        api = build("calendar", "v3", http=http, static_discovery=True, client_options=root)
        # The library builds a collection again on each access, which takes longer than a request.
        for name in COLLECTIONS:
            setattr(api, name, cache(getattr(api, name)))
        return api

    def _limit_rate(self) -> None:
        if len(self._asked_at) == MOST_IN_A_SECOND:
            early = self._asked_at[0] + 1 - time.monotonic()
            if early > 0:
                self._pause(early)
        self._asked_at.append(time.monotonic())


def _at_page(ask: AskPage, token: str | None, api: Any) -> Any:
    return ask(api, token)


def _wait(trouble: GoogleError, attempt: int) -> timedelta:
    """The longer of Retry-After and an exponential backoff; jitter keeps clients from retrying together."""
    jitter = random.uniform(0.5, 1.5)  # noqa: S311 (spreads load, protects no secret)
    usual: timedelta = FIRST_PAUSE * 2 ** (attempt - 1) * jitter
    return max(usual, trouble.wait)


def _code(body: bytes) -> str:
    """The machine-readable reason of an error; Google writes it in `errors` or in `details`."""
    try:
        error = json.loads(body)["error"]
        listed = [*error.get("errors", ()), *error.get("details", ())]
        return next((str(one["reason"]) for one in listed if "reason" in one), str(error.get("status", "")))
    except (ValueError, KeyError, TypeError, AttributeError):
        return ""


def _message(body: bytes) -> str:
    """The sentence of an error for people."""
    try:
        return str(json.loads(body)["error"].get("message", ""))
    except (ValueError, KeyError, TypeError, AttributeError):
        return ""


def _retry_after(headers: Mapping[str, str]) -> timedelta:
    asked = str(headers.get("retry-after", "")).strip()
    if asked.isdecimal():
        return timedelta(seconds=int(asked[:6]))
    try:
        until, now = parsedate_to_datetime(asked), parsedate_to_datetime(headers.get("date", ""))
        return max(timedelta(), until - now)
    except (ValueError, TypeError):
        return timedelta()
