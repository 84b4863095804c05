"""The calendar with the athlete's meetings, which is read, and the changes that a test makes in it."""

from dataclasses import dataclass, field
from typing import Protocol

from service.domain.busy import Busy
from service.domain.span import Span
from service.ports.busy_source import BusySource
from tests.fakes.busy_source import FakeBusySource


class Meetings(Protocol):
    """One calendar; `source` returns a new source for it, as a new process would create."""

    def source(self) -> BusySource: ...

    def put(self, number: int, span: Span) -> None:
        """Add the meeting of that number, or move it."""

    def cancel(self, number: int) -> None:
        """Delete it, if it is there."""


@dataclass
class FakeMeetings:
    kept: dict[int, Span] = field(default_factory=dict)

    def source(self) -> BusySource:
        return FakeBusySource(*(Busy(span) for span in self.kept.values()))

    def put(self, number: int, span: Span) -> None:
        self.kept[number] = span

    def cancel(self, number: int) -> None:
        self.kept.pop(number, None)
