"""Reads only the busy spans of a calendar, by a freeBusy query."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from integrations.google.api_error import LATER, GoogleError
from integrations.google.client import GoogleClient
from integrations.google.event import moment
from service.domain.span import Span, merge

LONGEST_QUESTION = timedelta(days=60)
REASONS = {"notFound": "it is gone, or is not shared with this login"}


def busy_spans(client: GoogleClient, calendar: str, window: Span) -> tuple[Span, ...]:
    """The busy spans of the calendar with that id, merged and in order.

    Errors: Trouble, also for an error inside a successful answer; VaultLocked.
    """
    return merge(span for part in _parts(window) for span in _asked(client, calendar, part))


def _parts(window: Span) -> Iterator[Span]:
    start = window.start
    while start < window.end:
        end = min(start + LONGEST_QUESTION, window.end)
        yield Span(start, end)
        start = end


def _asked(client: GoogleClient, calendar: str, window: Span) -> Iterator[Span]:
    until = moment(window.end + timedelta(seconds=1))
    body = {"timeMin": moment(window.start), "timeMax": until, "items": [{"id": calendar}]}
    answer = client.read(lambda api: api.freebusy().query(body=body))
    said = answer.get("calendars", {}).get(calendar)
    if said is None or said.get("errors"):
        raise _trouble(said or {})
    try:
        for busy in said.get("busy", ()):
            yield Span(_instant(busy, "start"), _instant(busy, "end"))
    except (KeyError, ValueError) as error:
        raise GoogleError("Google's answer about it cannot be understood", retryable=True) from error


def _instant(busy: dict[str, Any], name: str) -> datetime:
    written = datetime.fromisoformat(busy[name])
    return written if written.tzinfo else written.replace(tzinfo=UTC)


def _trouble(said: dict[str, Any]) -> GoogleError:
    """The Trouble for an error that Google reports inside an answer with status 200."""
    codes = [str(error.get("reason", "")) for error in said.get("errors", ())]
    code = next(iter(codes), "no answer")
    reason = REASONS.get(code, f"Google could not say when it is busy ({code})")
    is_lasting = code in REASONS
    return GoogleError(reason, hint=None if is_lasting else LATER, retryable=not is_lasting)
