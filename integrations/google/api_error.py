"""Turns a failed request to Google into a reason and a hint for the athlete."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from http import HTTPStatus

from service.errors import CalendarUnreadable, CalendarUnwritable

LOG_IN = "Run `liftrun google login`."
LATER = "Run it again in some minutes."
NO_WRITER = "Name a calendar that you may write to, or have its owner let you."
TOO_FAST = frozenset({"rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"})
QUOTA_EXCEEDED = frozenset({"quotaExceeded", "dailyLimitExceeded"})
MISSING_SCOPE = frozenset({"insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"})
ABOUT_ONE_EVENT = frozenset({"forbiddenForNonOrganizer", "eventTypeRestriction"})
API_DISABLED = frozenset({"accessNotConfigured", "SERVICE_DISABLED"})


# The answers that are about the request itself, and so about one entry.
ABOUT_THE_ENTRY = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, 422})


class GoogleError(Exception):
    """A failed request to Google, with a reason and a hint for the athlete.

    Shape: `reason` is a clause without a full stop. With `hint` None the error that it becomes gives its own
    hint. `status` is the HTTP status of the answer, 0 when there was no answer. `retryable` means that the
    same request may succeed later. `words` are Google's own about a request that it did not take. `wait` is
    the delay that Retry-After asked for. No text contains a token or an address.
    """

    def __init__(
        self,
        reason: str,
        *,
        status: int = 0,
        hint: str | None = None,
        retryable: bool = False,
        words: str = "",
    ) -> None:
        self.reason = reason
        self.words = words
        self.status = status
        self.hint = hint
        self.retryable = retryable
        self.wait = timedelta()
        super().__init__(reason)

    @property
    def is_gone(self) -> bool:
        """Whether the requested resource does not exist, or no longer exists (404, 410)."""
        return self.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}


class AboutOneEvent(GoogleError):
    """A refusal to change one event; others of the calendar may well be changed."""


class MissingScope(GoogleError):
    """A request that was not sent because the login lacks a scope that it needs."""


def connection_error() -> GoogleError:
    """The Trouble for a connection that broke or an answer that was cut off."""
    return GoogleError("the connection to Google broke off", hint=LATER, retryable=True)


def error_for_status(status: int, code: str, *, writing: bool, words: str = "") -> GoogleError:
    """The Trouble for an answer with an error status.

    Shape: `code` is the machine-readable reason in the error body, `words` are its message.
    """
    busy = status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.REQUEST_TIMEOUT} or code in TOO_FAST
    if code in QUOTA_EXCEEDED:
        return GoogleError("its quota at Google is used up for now", status=status, hint=LATER)
    if busy or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        said = "Google asks for fewer requests" if busy else "Google is out of order"
        return GoogleError(f"{said} ({status})", status=status, hint=LATER, retryable=True)
    if status == HTTPStatus.UNAUTHORIZED:
        return GoogleError("the login is no longer valid", status=status, hint=LOG_IN)
    if status == HTTPStatus.FORBIDDEN:
        return _forbidden(code, words, writing=writing)
    if status == HTTPStatus.NOT_FOUND:
        hint = "See which there are with `liftrun google calendars`; perhaps it was deleted."
        return GoogleError("the calendar is gone, or is not shared with this login", status=status, hint=hint)
    reason = f"Google did not take the request ({status} {code})".replace(" )", ")")
    return GoogleError(f"{reason}: “{words}”" if words else reason, status=status, words=words)


def _forbidden(code: str, words: str, *, writing: bool) -> GoogleError:
    status = HTTPStatus.FORBIDDEN
    if code in MISSING_SCOPE:
        hint = f"{LOG_IN} To write to a calendar that Liftrun did not make, set create = false before that."
        return GoogleError("the login does not hold the right to do this", status=status, hint=hint)
    if code in API_DISABLED:
        hint = "Switch on the Google Calendar API for the project in the Google Cloud console."
        return GoogleError("the project of this login has no Calendar API", status=status, hint=hint)
    if code in ABOUT_ONE_EVENT:
        reason = f"Google did not take the request ({status} {code})" + (f": “{words}”" if words else "")
        return AboutOneEvent(reason, status=status, words=words)
    if writing:
        return GoogleError("you may only read it", status=status, hint=NO_WRITER, words=words)
    hint = "If you may see no more than when it is busy, set free_busy = true for it."
    return GoogleError("you may not read its events", status=status, hint=hint)


@contextmanager
def _calendar_error(kind: type[CalendarUnreadable] | type[CalendarUnwritable], name: str) -> Iterator[None]:
    try:
        yield
    except GoogleError as trouble:
        raise kind(
            name=name, reason=trouble.reason, hint=trouble.hint, retryable=trouble.retryable
        ) from trouble


def reading(name: str) -> AbstractContextManager[None]:
    """Turns Trouble while reading the calendar of that name into CalendarUnreadable."""
    return _calendar_error(CalendarUnreadable, name)


def writing(name: str) -> AbstractContextManager[None]:
    """Turns Trouble while writing to the calendar of that name into CalendarUnwritable."""
    return _calendar_error(CalendarUnwritable, name)
