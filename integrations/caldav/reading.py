"""Reads the objects of a CalDAV calendar and combines what each of them says about a window."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from integrations._shared.calendar_settings import CalendarSettings
from integrations._shared.icalendar.recurrence import StepBudget
from integrations._shared.icalendar.wire import MOST_WARNINGS, Contents
from integrations.caldav.choice import calendar_at
from integrations.caldav.client import CalDavClient
from integrations.caldav.collection import Collection
from integrations.caldav.settings import CalDavSettings
from integrations.caldav.snapshot import current
from service.domain.span import Span
from service.errors import CalendarUnreadable
from service.ports.source_memory import SourceMemory
from service.ports.vault import Vault


class Understand(Protocol):
    """A function that reads one calendar object, such as `understand` or `look_through`."""

    def __call__(
        self, raw: bytes, settings: CalendarSettings, window: Span, *, allowance: StepBudget
    ) -> Contents:
        """What the object `raw` says about the window."""


class CalendarReader:
    """Reads one CalDAV calendar.

    Shape: with a memory only the changes since the last reading are transferred. `pause` waits for the given
    number of seconds.
    """

    def __init__(
        self,
        settings: CalDavSettings,
        vault: Vault | None,
        memory: SourceMemory | None,
        *,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._settings = settings
        self._memory = memory
        self._client = CalDavClient(settings.access, vault, name=settings.name, pause=pause)

    def read(self, window: Span, read_busy_time: Understand, *, now: datetime) -> Contents:
        """Combines the contents of all objects; an object that cannot be read becomes a warning.

        Errors: CalendarUnreadable, also when no object can be read; VaultLocked.
        """
        settings = self._settings
        found = calendar_at(self._client, settings.access.url, settings.calendar)
        collection = Collection(self._client, found.url)
        # The travel time of an event outside the window can reach into it.
        wide = window.grow(before=settings.after, after=settings.before)
        contents, allowance, lost = Contents(), StepBudget(), 0
        objects = current(collection, found, wide, self._memory, now=now)
        for one in objects:
            try:
                part = read_busy_time(one.data, settings, window, allowance=allowance)
            except CalendarUnreadable as error:
                lost += 1
                if allowance.left < 0 or lost == len(objects):
                    raise
                contents.warnings.append(f"An event could not be read: {error.facts['reason']}.")
                continue
            contents.appointments += part.appointments
            contents.busy += part.busy
            contents.trained += part.trained
            contents.warnings += part.warnings
        return _short(contents)


def _short(contents: Contents) -> Contents:
    unsaid = len(contents.warnings) - MOST_WARNINGS
    if unsaid > 0:
        contents.warnings[MOST_WARNINGS:] = [f"{unsaid} more things could not be read."]
    return contents
