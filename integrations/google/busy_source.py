"""A Google calendar as a source of busy time."""

import time
from collections.abc import Callable
from datetime import datetime

from integrations.google.api_error import reading
from integrations.google.busy_time import Found, busy_time, merely_busy
from integrations.google.calendars import id_of
from integrations.google.client import GoogleClient
from integrations.google.event_list import EventLists
from integrations.google.free_busy import busy_spans
from integrations.google.scopes import for_reading
from integrations.google.series import SeriesDates
from integrations.google.settings import GoogleSettings
from service.domain.span import Span
from service.ports.busy_source import Reading
from service.ports.source_memory import SourceMemory
from service.ports.vault import Vault


class GoogleBusySource:
    """The busy source port over one Google calendar.

    Shape: without a memory every reading transfers the whole window. `pause` waits for the given number of
    seconds.
    Errors: CalendarUnreadable, VaultLocked.
    """

    def __init__(
        self,
        settings: GoogleSettings,
        vault: Vault,
        memory: SourceMemory | None = None,
        *,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._settings = settings
        self._memory = memory
        self._client = GoogleClient(settings.access, vault, for_reading(settings), pause=pause)

    @property
    def name(self) -> str:
        """The athlete's name for this calendar."""
        return self._settings.name

    @property
    def kind(self) -> str:
        """The kind of calendar, as a reading names it."""
        return "google"

    def read(self, window: Span, *, now: datetime) -> Reading:
        """Reads the busy time and our own sessions in `window`; an unchanged calendar is not sent again."""
        with reading(self.name):
            found = self._found(window, now)
            warning = self._client.auth.warning(now=now)
        warnings = (*found.warnings, *([warning] if warning else []))
        busy, trained = sorted(found.busy), sorted(found.trained, key=lambda placement: placement.start)
        return Reading(self.name, self.kind, now, tuple(busy), tuple(trained), warnings)

    def _found(self, window: Span, now: datetime) -> Found:
        settings = self._settings
        calendar = id_of(self._client, settings.calendar)
        # The travel time of an event outside the window can reach into it.
        reach = window.grow(before=settings.after, after=settings.before)
        if settings.free_busy:
            return merely_busy(busy_spans(self._client, calendar, reach), settings, window)
        key = f"google:{settings.access.secret}:{calendar}"
        lists = EventLists(self._client, calendar, key=key, memory=self._memory)
        events = list(lists.touching(reach, now=now).events(settings.zone))
        others = SeriesDates(self._client, calendar).others(events)
        return busy_time(events, settings, window, others)
