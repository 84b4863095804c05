"""Reads busy time from an iCalendar feed or file."""

from datetime import datetime

from integrations._shared.icalendar.wire import read_busy_time
from integrations.ics.client import IcsClient
from integrations.ics.settings import IcsSettings
from service.domain.span import Span
from service.errors import CalendarUnreadable
from service.ports.busy_source import Reading


class IcsBusySource:
    """Implements the busy source port with one feed, file or standard input.

    Errors: CalendarUnreadable.
    """

    def __init__(self, settings: IcsSettings) -> None:
        self._settings = settings
        self._client = IcsClient(settings)

    @property
    def name(self) -> str:
        """What the athlete calls this calendar."""
        return self._settings.name

    @property
    def kind(self) -> str:
        """The kind of calendar: ics."""
        return "ics"

    def read(self, window: Span, *, now: datetime) -> Reading:
        """Reads busy time and our own entries in `window`; asks the server to send only a changed feed."""
        raw = self._client.fetch()
        try:
            found = read_busy_time(raw, self._settings, window)
        except CalendarUnreadable:
            self._client.forget()
            raise
        busy, trained = sorted(found.busy), sorted(found.trained, key=lambda placement: placement.start)
        return Reading(self.name, self.kind, now, tuple(busy), tuple(trained), tuple(found.warnings))
