"""What a CalDAV calendar says about a window, each of its objects understood by itself."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from integrations._shared.calendar_settings import CalendarSettings
from integrations._shared.icalendar.recurrence import Allowance
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
    """What is to be made of one object."""

    def __call__(
        self, raw: bytes, settings: CalendarSettings, window: Span, *, allowance: Allowance
    ) -> Contents:
        """What it says about the window."""


class CalendarReader:
    """Asks for one calendar, as far as it changed since it was last asked for."""

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

    def read(self, window: Span, understand: Understand, *, now: datetime) -> Contents:
        """What all objects together say; one that cannot be read is a warning.

        Errors: CalendarUnreadable.
        """
        settings = self._settings
        found = calendar_at(self._client, settings.access.url, settings.calendar)
        collection = Collection(self._client, found.url)
        # Travel reaches into the window from outside.
        wide = window.grow(before=settings.after, after=settings.before)
        contents, allowance, lost = Contents(), Allowance(), 0
        objects = current(collection, found, wide, self._memory, now=now)
        for one in objects:
            try:
                part = understand(one.data, settings, window, allowance=allowance)
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
