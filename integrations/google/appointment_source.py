"""A Google calendar as a source of appointments."""

import time
from collections.abc import Callable, Iterable
from datetime import datetime

from integrations.google.api_error import reading
from integrations.google.busy_time import unreadable
from integrations.google.calendars import id_of
from integrations.google.client import GoogleClient
from integrations.google.event import Event
from integrations.google.event_list import EventLists
from integrations.google.free_busy import busy_spans
from integrations.google.own_event import is_training, training
from integrations.google.scopes import for_reading
from integrations.google.settings import GoogleSettings
from integrations.google.transparency import is_cancelled_or_declined, takes_time
from service.domain.appointment import Appointment
from service.domain.span import Span
from service.ports.appointment_source import Page
from service.ports.vault import Vault


class GoogleAppointmentSource:
    """The appointment source port over one Google calendar.

    Shape: `pause` waits for the given number of seconds.
    Errors: CalendarUnreadable, VaultLocked.
    """

    def __init__(
        self, settings: GoogleSettings, vault: Vault, *, pause: Callable[[float], None] = time.sleep
    ) -> None:
        self._settings = settings
        self._client = GoogleClient(settings.access, vault, for_reading(settings), pause=pause)

    @property
    def name(self) -> str:
        """The athlete's name for this calendar."""
        return self._settings.name

    def read_appointments(self, window: Span, *, now: datetime) -> Page:
        """The appointments that overlap `window`, sorted by time, without cancelled and declined ones."""
        with reading(self.name):
            calendar = id_of(self._client, self._settings.calendar)
            if self._settings.free_busy:
                spans = busy_spans(self._client, calendar, window)
                return Page(self.name, "google", now, tuple(map(Appointment, spans)))
            lists = EventLists(self._client, calendar, key="", memory=None)
            events = lists.touching(window, now=now).events(self._settings.zone)
        return self._page(events, window, now)

    def _page(self, events: Iterable[Event], window: Span, now: datetime) -> Page:
        found, warnings = list[Appointment](), list[str]()
        for event in events:
            try:
                if not is_cancelled_or_declined(event, self._settings) and event.span.overlaps(window):
                    found.append(self._appointment(event))
            except (ValueError, OverflowError):
                warnings.append(unreadable(event))
        found.sort(key=lambda one: (one.span, one.title))
        return Page(self.name, "google", now, tuple(found), tuple(warnings))

    def _appointment(self, event: Event) -> Appointment:
        ours = training(event) if is_training(event) else None
        return Appointment(
            event.span,
            event.title,
            whole_days=event.whole_day,
            takes_time=takes_time(event, self._settings),
            session=ours.session if ours else None,
            description=event.text("description"),
        )
