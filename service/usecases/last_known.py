"""Go by what a calendar said last, even where that does not reach as far as is asked."""

from dataclasses import dataclass, replace
from datetime import datetime

from service.domain.span import Span
from service.errors import CalendarUnreadable
from service.ports.busy_source import Reading
from service.ports.reading_store import ReadingStore


@dataclass(frozen=True)
class LastKnown:
    """A busy source that asks nobody, and warns where nothing is known."""

    name: str
    kind: str
    store: ReadingStore

    def read(self, window: Span, *, now: datetime) -> Reading:
        """What was last said, as far as it lies in `window`.

        Errors: CalendarUnreadable when it was never read.
        """
        del now
        kept = self.store.kept(self.name)
        if kept is None or kept.reading is None or kept.window is None:
            reason = (kept.trouble if kept else "") or "it was not read yet"
            raise CalendarUnreadable(name=self.name, reason=reason, hint="Sync once: that reads it.")
        clipped = ((busy, busy.span.clip(window)) for busy in kept.reading.busy)
        reaches = kept.window.holds(window)
        beyond = () if reaches else ("Its last reading does not reach over all of these weeks.",)
        return replace(
            kept.reading,
            busy=tuple(replace(each, span=span) for each, span in clipped if span),
            trained=tuple(p for p in kept.reading.trained if p.span.overlaps(window)),
            warnings=(*kept.reading.warnings, *beyond),
        )
