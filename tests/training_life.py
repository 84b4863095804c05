"""An athlete with a calendar, a plan and a source memory, who lives through weeks in tests."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from service.domain.entry import Entry
from service.domain.mark import Mark
from service.domain.plan import Placement
from service.domain.span import Span
from service.domain.week import Week
from service.ports.entry_sink import EntrySink, Shown
from service.rules import RULEBOOK
from service.usecases.syncing.memory import Memory
from service.usecases.syncing.propose import Proposal, Run
from service.usecases.syncing.sync import sync
from service.usecases.syncing.undo import Undoing, undo
from service.usecases.weeks.plan_request import PlanRequest
from tests.builders import BERLIN, MONDAY, athlete, brief
from tests.fakes.busy_source import FakeBusySource
from tests.fakes.entry_sink import FakeEntrySink
from tests.fakes.ledger import FakeLedger
from tests.fakes.plan_store import FakePlanStore

BEFORE = datetime(2026, 2, 27, 12, tzinfo=UTC)
"""The Friday before the week."""


def fresh_memory() -> Memory:
    return Memory(FakePlanStore(), FakeLedger())


@dataclass
class TrainingLife:
    """An athlete with sessions as in "lower 60" (`lines`) and busy time as in "Tue 18:00-20:00 Choir"."""

    lines: Sequence[str] = ("lower 60", "upper 60", "easy 40", "intervals 50")
    busy: tuple[str, ...] = ()
    weeks: int = 1
    trained: tuple[Placement, ...] = ()
    now: datetime = BEFORE
    sinks: Sequence[EntrySink] = field(default_factory=lambda: [FakeEntrySink()])
    memory: Memory = field(default_factory=fresh_memory)

    def run(self) -> Run:
        asked = brief(*self.lines, busy=self.busy)
        wanted = PlanRequest(athlete(), Week(MONDAY, BERLIN), self.weeks, asked.sessions, RULEBOOK)
        return Run(
            wanted, [FakeBusySource(*asked.busy, trained=self.trained)], self.sinks, self.memory, self.now
        )

    def sync(
        self, *, agreed: bool = True, force: bool = False, decided: dict[str, Mark | None] | None = None
    ) -> Proposal:
        run = replace(self.run(), force=force, decided=decided or {})
        return sync(run, agree=lambda _: agreed)

    def undo(self, *, force: bool = False) -> Undoing:
        return undo("me", self.sinks, self.memory, now=self.now, agree=lambda _: True, force=force)

    def writes(self, sink: int = 0) -> int:
        """How often a calendar in memory was asked to change."""
        chosen = self.sinks[sink]
        assert isinstance(chosen, FakeEntrySink)
        return chosen.writes

    def shown(self, sink: int = 0) -> dict[str, Entry]:
        """What the athlete sees in one calendar, by the session's short id."""
        return {one.entry.session.split("-", 2)[2]: one.entry for one in self.standing(sink).values()}

    def standing(self, sink: int = 0) -> dict[str, Shown]:
        long_ago = self.now - timedelta(weeks=8)
        return {one.entry.uid: one for one in self.sinks[sink].shown(since=long_ago)}

    def move_by_hand(self, session: str, start: datetime, *, sink: int = 0) -> Span:
        """Drag it, as a calendar app does: our marks stay."""
        entry = self.shown(sink)[session]
        span = Span.lasting(start, entry.span.duration)
        self.change_by_hand(replace(entry, span=span), sink=sink)
        return span

    def change_by_hand(self, changed: Entry, *, sink: int = 0) -> None:
        self.sinks[sink].update(self.standing(sink)[changed.uid], changed)

    def delete_by_hand(self, session: str, *, sink: int = 0) -> None:
        self.sinks[sink].delete(self.standing(sink)[self.shown(sink)[session].uid])

    def standing_entries(self, sink: int = 0) -> list[Entry]:
        """All entries there, of whatever week."""
        return [one.entry for one in self.standing(sink).values()]
