"""A CalDAV calendar as a source of appointments."""

from datetime import datetime

from integrations._shared.icalendar.wire import read_appointments
from integrations.caldav.reading import CalendarReader
from integrations.caldav.settings import CalDavSettings
from service.domain.span import Span
from service.ports.appointment_source import Page
from service.ports.vault import Vault


class CalDavAppointmentSource:
    """The appointment source port over one calendar of a CalDAV account.

    Errors: CalendarUnreadable, VaultLocked.
    """

    def __init__(self, settings: CalDavSettings, vault: Vault | None = None) -> None:
        self._settings = settings
        # No memory: months are read once here, while the memory is kept for the weeks ahead.
        self._reader = CalendarReader(settings, vault, memory=None)

    @property
    def name(self) -> str:
        """The athlete's name for this calendar."""
        return self._settings.name

    def read_appointments(self, window: Span, *, now: datetime) -> Page:
        """The appointments in the calendar that touch `window`, sorted by time."""
        found = self._reader.read(window, read_appointments, now=now)
        appointments = sorted(found.appointments, key=lambda one: (one.span, one.title))
        return Page(self.name, "caldav", now, tuple(appointments), tuple(found.warnings))
