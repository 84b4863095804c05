"""Builds small calendars as text, and summarises what a reader finds in them."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from integrations._shared.icalendar.wire import Contents, read_busy_time
from integrations.ics.settings import IcsSettings
from service.domain.span import Span, merge

SETTINGS = IcsSettings("work", ZoneInfo("Europe/Berlin"), "-")
# The clocks of Berlin go forward on 30 March, at 01:00 UTC.
FORTNIGHT = Span(datetime(2025, 3, 23, 23, tzinfo=UTC), datetime(2025, 4, 6, 22, tzinfo=UTC))
AUTUMN = Span(datetime(2025, 10, 19, 22, tzinfo=UTC), datetime(2025, 11, 2, 23, tzinfo=UTC))


def calendar(body: str) -> bytes:
    """A calendar around components or calendar properties."""
    return f"BEGIN:VCALENDAR\n{body.strip()}\nEND:VCALENDAR\n".replace("\n", "\r\n").encode()


def event(body: str, *others: str) -> bytes:
    """A calendar of events of one UID, each given by the properties that matter."""
    parts = (f"BEGIN:VEVENT\nUID:one\n{part.strip()}\nEND:VEVENT" for part in (body, *others))
    return calendar("\n".join(parts))


def read(raw: bytes, window: Span = FORTNIGHT, **settings: Any) -> Contents:
    """What the reader finds in a calendar."""
    return read_busy_time(raw, replace(SETTINGS, **settings), window)


def busy(raw: bytes, window: Span = FORTNIGHT, **settings: Any) -> list[str]:
    """The merged busy time, such as `04-01 07:00 - 08:00`, in UTC."""
    return [shown(span) for span in merge(one.span for one in read(raw, window, **settings).busy)]


def shown(span: Span) -> str:
    """A span as these tests write it; the end's date only where it is another."""
    same_day = span.start.date() == span.end.date()
    return f"{span.start:%m-%d %H:%M} - {span.end:{'%H:%M' if same_day else '%m-%d %H:%M'}}"
