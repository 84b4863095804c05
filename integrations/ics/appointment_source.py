"""An iCalendar feed or file as a source of appointments."""

from datetime import datetime

from integrations._shared.icalendar.wire import look_through
from integrations.ics.client import IcsClient
from integrations.ics.settings import IcsSettings
from service.domain.span import Span
from service.ports.appointment_source import Page


class IcsAppointmentSource:
    """The appointment source port over one feed, file or standard input."""

    def __init__(self, settings: IcsSettings) -> None:
        self._settings = settings

    @property
    def name(self) -> str:
        """What the athlete calls this calendar."""
        return self._settings.name

    def look_through(self, window: Span, *, now: datetime) -> Page:
        """Everything in the feed that touches `window`, in order."""
        found = look_through(IcsClient(self._settings).fetch(), self._settings, window)
        appointments = sorted(found.appointments, key=lambda one: (one.span, one.title))
        return Page(self.name, "ics", now, tuple(appointments), tuple(found.warnings))
