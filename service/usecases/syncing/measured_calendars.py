"""Have a witness told of every reading, writing and planning, whoever asks for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from service.domain.entry import Entry
from service.domain.span import Span
from service.ports.busy_source import BusySource, Reading
from service.ports.entry_sink import EntrySink, Shown
from service.ports.metrics import Metrics

if TYPE_CHECKING:
    from collections.abc import Callable

    from service.usecases.syncing.propose import Proposal

DONE = "done"


@dataclass(frozen=True)
class MeasuredSource:
    """A busy source whose every reading is counted."""

    source: BusySource
    metrics: Metrics

    @property
    def name(self) -> str:
        """That of the calendar."""
        return self.source.name

    @property
    def kind(self) -> str:
        """That of the calendar."""
        return self.source.kind

    def read(self, window: Span, *, now: datetime) -> Reading:
        """What it says of `window`."""
        with _told(lambda result: self.metrics.read(self.kind, result)):
            return self.source.read(window, now=now)


@dataclass(frozen=True)
class MeasuredSink:
    """An entry sink whose every write is counted.

    Shape: `kind` is the sort of calendar, such as ics.
    """

    sink: EntrySink
    kind: str
    metrics: Metrics

    @property
    def name(self) -> str:
        """That of the calendar."""
        return self.sink.name

    @property
    def key(self) -> str:
        """That of the calendar."""
        return self.sink.key

    @property
    def counts_writes(self) -> bool:
        """As the calendar does."""
        return self.sink.counts_writes

    def shown(self, *, since: datetime) -> tuple[Shown, ...]:
        """Our entries there."""
        return self.sink.shown(since=since)

    def create(self, entry: Entry) -> Shown:
        """Put an entry there."""
        with self._writing("create"):
            return self.sink.create(entry)

    def update(self, shown: Shown, entry: Entry) -> Shown:
        """Make what stands there `entry`."""
        with self._writing("update"):
            return self.sink.update(shown, entry)

    def delete(self, shown: Shown) -> None:
        """Take it away."""
        with self._writing("delete"):
            self.sink.delete(shown)

    @contextmanager
    def _writing(self, change: str) -> Iterator[None]:
        with _told(lambda result: self.metrics.wrote(self.kind, change, result)):
            yield


def measured(plan: "Callable[[], Proposal]", metrics: Metrics) -> "Proposal":
    """What comes of planning, counted with what the solver took."""
    solving = timedelta()

    def tell(result: str) -> None:
        metrics.planned(result, solving)

    with _told(tell):
        proposal = plan()
        solving = sum((week.solve_time for week in proposal.planned.plans), timedelta())
        return proposal


@contextmanager
def _told(tell: "Callable[[str], None]") -> Iterator[None]:
    result = DONE
    try:
        yield
    except Exception as error:
        result = type(error).__name__
        raise
    finally:
        tell(result)
