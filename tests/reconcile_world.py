"""An athlete whose plan, hand edits and failures a test chooses; each sync is a new process."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from service.domain.mark import Mark
from service.domain.training import Kind
from service.domain.week import Week
from service.errors import EntryChanged
from service.rules import RULEBOOK
from service.usecases.syncing.carry_out import carry_out
from service.usecases.syncing.memory import Memory
from service.usecases.syncing.propose import Proposal, Run, compared, propose, read_state
from service.usecases.syncing.sync import ROUNDS
from service.usecases.syncing.undo import Undoing, undo
from service.usecases.weeks.plan_request import PlanRequest
from tests.builders import BERLIN, athlete
from tests.made_up_weeks import Wish, made_up, session
from tests.meetings import FakeMeetings, Meetings
from tests.mishaps import Fuse, watched
from tests.own_calendars import OwnCalendar
from tests.training_life import fresh_memory

# The clock changes at the end of the second week.
BEGINNING = datetime(2026, 3, 16, 9, tzinfo=UTC)
A_DAY = 24 * 4
USUAL = {
    Kind.LOWER: Wish(72),
    Kind.UPPER: Wish(A_DAY + 72),
    Kind.EASY: Wish(3 * A_DAY + 28, 40),
    Kind.LONG: Wish(6 * A_DAY + 40, 90),
}


@dataclass
class World:
    """An athlete with these calendars; `wishes` are hours by week and kind, None for a dropped session."""

    calendars: Sequence[OwnCalendar]
    meetings: Meetings = field(default_factory=FakeMeetings)
    memory: Memory = field(default_factory=fresh_memory)
    now: datetime = BEGINNING
    wishes: dict[tuple[str, Kind], Wish | None] = field(default_factory=dict)

    @property
    def weeks(self) -> tuple[Week, Week]:
        """This week and the next: what is planned."""
        today = self.now.astimezone(BERLIN).date()
        week = Week(today - timedelta(days=today.weekday()), BERLIN)
        return week, week.following

    def sync(
        self, fuse: Fuse, *, decided: Mapping[str, Mark | None] | None = None, force: bool = False
    ) -> Proposal:
        sinks = [watched(calendar.sink(), fuse, is_of_calendar=True) for calendar in self.calendars]
        run = Run(
            self.wanted(),
            [watched(self.meetings.source(), fuse, is_of_calendar=True)],
            sinks,
            self._watched(fuse),
            self.now,
            decided=decided or {},
            force=force,
        )
        for _ in range(ROUNDS - 1):
            try:
                return self._round(run)
            except EntryChanged:
                continue
        return self._round(run)

    def undo(self, fuse: Fuse, *, agree: Callable[[Undoing], bool], force: bool) -> Undoing:
        sinks = [watched(calendar.sink(), fuse, is_of_calendar=True) for calendar in self.calendars]
        return undo(athlete().id, sinks, self._watched(fuse), now=self.now, agree=agree, force=force)

    def wanted(self) -> PlanRequest:
        sessions = tuple(session(kind, wish) for kind, wish in USUAL.items())
        return PlanRequest(athlete(), self.weeks[0], 2, sessions, ())

    def proposal(self, run: Run) -> Proposal:
        known = read_state(run)
        return compared(run, known, made_up(run, known, self._wished()))

    def _round(self, run: Run) -> Proposal:
        proposal = self.proposal(run)
        carry_out(proposal.version, proposal.changes, run.memory)
        return proposal

    def _watched(self, fuse: Fuse) -> Memory:
        return Memory(watched(self.memory.plans, fuse), watched(self.memory.ledger, fuse))

    def _wished(self) -> dict[tuple[str, Kind], Wish]:
        every = {(week.key, kind): USUAL[kind] for week in self.weeks for kind in USUAL}
        return {key: wish for key, wish in {**every, **self.wishes}.items() if wish}


class PlannedWorld(World):
    """The same with the real planner, which ignores the wishes."""

    def wanted(self) -> PlanRequest:
        return replace(super().wanted(), weeks=1, rules=RULEBOOK)

    def proposal(self, run: Run) -> Proposal:
        return propose(run)
