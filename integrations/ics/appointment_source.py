"""Reads appointments from an iCalendar feed or file."""

from datetime import datetime

from integrations._shared.icalendar.wire import read_appointments
from integrations.ics.client import IcsClient
from integrations.ics.settings import IcsSettings
from service.domain.span import Span
from service.ports.appointment_source import Page


class IcsAppointmentSource:
    """Implements the appointment source port with one feed, file or standard input.

    Errors: CalendarUnreadable.
    """

    def __init__(self, settings: IcsSettings) -> None:
        self._settings = settings

    @property
    def name(self) -> str:
        """What the athlete calls this calendar."""
        return self._settings.name

    def read_appointments(self, window: Span, *, now: datetime) -> Page:
        """Reads every appointment in the feed that touches `window`, in order of span and title."""
        found = read_appointments(IcsClient(self._settings).fetch(), self._settings, window)
        appointments = sorted(found.appointments, key=lambda one: (one.span, one.title))
        return Page(self.name, "ics", now, tuple(appointments), tuple(found.warnings))
