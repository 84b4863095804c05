"""An iCalendar feed or file as a source of busy time."""

from datetime import datetime

from integrations._shared.icalendar.wire import understand
from integrations.ics.client import IcsClient
from integrations.ics.settings import IcsSettings
from service.domain.span import Span
from service.errors import CalendarUnreadable
from service.ports.busy_source import Reading


class IcsBusySource:
    """The busy source port over one feed, file or standard input."""

    def __init__(self, settings: IcsSettings) -> None:
        self._settings = settings
        self._client = IcsClient(settings)

    @property
    def name(self) -> str:
        """What the athlete calls this calendar."""
        return self._settings.name

    @property
    def kind(self) -> str:
        """The sort of calendar it is."""
        return "ics"

    def read(self, window: Span, *, now: datetime) -> Reading:
        """What the feed says of `window`; an unchanged feed is not sent twice."""
        raw = self._client.fetch()
        try:
            found = understand(raw, self._settings, window)
        except CalendarUnreadable:
            self._client.forget()
            raise
        busy, trained = sorted(found.busy), sorted(found.trained, key=lambda placement: placement.start)
        return Reading(self.name, self.kind, now, tuple(busy), tuple(trained), tuple(found.warnings))
