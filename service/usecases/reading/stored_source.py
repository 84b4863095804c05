"""Returns a calendar's last stored reading, without a request to the calendar."""

from dataclasses import dataclass, replace
from datetime import datetime

from service.domain.span import Span
from service.errors import CalendarUnreadable
from service.ports.busy_source import Reading
from service.ports.reading_store import ReadingStore

BEYOND = "Its last reading does not reach over all of these weeks."


@dataclass(frozen=True)
class StoredSource:
    """A busy source over stored readings; it warns where a reading does not cover the window."""

    name: str
    kind: str
    store: ReadingStore

    def read(self, window: Span, *, now: datetime) -> Reading:
        """The part of the last reading that lies in `window`.

        Errors: CalendarUnreadable when the calendar was never read.
        """
        del now
        kept = self.store.kept(self.name)
        if kept is None or kept.reading is None or kept.window is None:
            reason = (kept.trouble if kept else "") or "it was not read yet"
            raise CalendarUnreadable(name=self.name, reason=reason, hint="Sync once: that reads it.")
        reading = kept.reading.clip(window)
        beyond = () if kept.window.holds(window) else (BEYOND,)
        return replace(reading, warnings=(*reading.warnings, *beyond))
