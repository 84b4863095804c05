"""Tells the date of an entry of ours from the other dates of a series that the athlete made of it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Any

from integrations.google.api_error import GoogleError
from integrations.google.client import GoogleClient
from integrations.google.event import Event
from integrations.google.own_event import is_training

EVERY = re.compile("INTERVAL=([0-9]+)")


@dataclass(frozen=True)
class FirstDate:
    """The date of a series with the original start: that of our entry, wherever it was moved by itself.

    Shape: `id` is that of the instance.
    """

    id: str
    weekly: bool


class SeriesDates:
    """The first dates of the series in one calendar; each series is asked for once.

    Errors: GoogleError.
    """

    def __init__(self, client: GoogleClient, calendar: str) -> None:
        self._client = client
        self._calendar = calendar
        self._known: dict[str, FirstDate | None] = {}

    def first(self, series: str) -> FirstDate | None:
        """The first date of the series with that id; None when the series is gone."""
        if series not in self._known:
            where = {"calendarId": self._calendar, "eventId": series}
            try:
                self._known[series] = first_date(self._client.read(lambda api: api.events().get(**where)))
            except GoogleError as trouble:
                if not trouble.is_gone:
                    raise
                self._known[series] = None
        return self._known[series]

    def of(self, event: Event) -> FirstDate | None:
        """The first date of the event's series; None for an event that does not repeat."""
        series = event.text("recurringEventId")
        return self.first(series) if series else None

    def is_other(self, event: Event) -> bool:
        """Whether the event is another date of a series, and so the athlete's own."""
        first = self.of(event)
        return first is not None and first.id != event.text("id")

    def others(self, events: Iterable[Event]) -> frozenset[str]:
        """The ids of those events that repeat an entry of ours on another date."""
        ours = (event for event in events if is_training(event))
        return frozenset(event.text("id") for event in ours if self.is_other(event))


def first_date(series: Mapping[str, Any]) -> FirstDate:
    """The first date of a series, from its event resource.

    Source: the id of an instance is that of its series and the original start in UTC.
    """
    start = series.get("start", {})
    rules = [str(line).upper() for line in series.get("recurrence", ())]
    weekly = any("FREQ=WEEKLY" in rule and EVERY.findall(rule) in ([], ["1"]) for rule in rules)
    return FirstDate(f"{series.get('id')}_{_stamp(start, UTC)}", weekly)


def _stamp(start: Mapping[str, Any], zone: tzinfo) -> str:
    if start.get("date"):
        return f"{date.fromisoformat(start['date']):%Y%m%d}"
    return f"{datetime.fromisoformat(str(start.get('dateTime'))).astimezone(zone):%Y%m%dT%H%M%SZ}"
