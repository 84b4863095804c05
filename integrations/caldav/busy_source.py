"""A CalDAV calendar as a source of busy time."""

import time
from collections.abc import Callable
from datetime import datetime

from integrations._shared.icalendar.wire import read_busy_time
from integrations.caldav.reading import CalendarReader
from integrations.caldav.settings import CalDavSettings
from service.domain.span import Span
from service.ports.busy_source import Reading
from service.ports.source_memory import SourceMemory
from service.ports.vault import Vault


class CalDavBusySource:
    """The busy source port over one calendar of a CalDAV account.

    Shape: without a memory every reading transfers all objects. `pause` waits for the given number of
    seconds.
    Errors: CalendarUnreadable, VaultLocked.
    """

    def __init__(
        self,
        settings: CalDavSettings,
        vault: Vault | None = None,
        memory: SourceMemory | None = None,
        *,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._settings = settings
        self._reader = CalendarReader(settings, vault, memory, pause=pause)

    @property
    def name(self) -> str:
        """The athlete's name for this calendar."""
        return self._settings.name

    @property
    def kind(self) -> str:
        """The kind of calendar, as a reading names it."""
        return "caldav"

    def read(self, window: Span, *, now: datetime) -> Reading:
        """Reads the busy time and our own sessions in `window`; with a memory, transfers only changes."""
        found = self._reader.read(window, read_busy_time, now=now)
        # An app may have copied an entry of ours; the copy is still the same session.
        trained = {(one.span, one.session.id): one for one in found.trained}
        return Reading(
            self.name,
            self.kind,
            now,
            tuple(sorted(found.busy)),
            tuple(trained[key] for key in sorted(trained)),
            tuple(found.warnings),
        )
