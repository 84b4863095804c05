"""All that is done for one athlete by itself, in the order in which it is looked at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import partial
from typing import TYPE_CHECKING

from service import bootstrap
from service.domain.duty import Duty
from service.domain.rhythm import AtHours, Every, Following, WhenAsked
from service.routine.boards import boards, telling
from service.routine.watch import Watch
from service.usecases import tell
from service.usecases.keep_house import forget_duties, forget_readings
from service.usecases.work_off import Chore, Shift, Turn

if TYPE_CHECKING:
    from service.desk import Desk
    from service.domain.notice import Notice
    from service.ports.entry_sink import EntrySink
    from service.ports.notice_board import NoticeBoard

PLAN, MEND, HOUSE = "plan", "mend", "house"
READ, LOOK = "read ", "look at "
AT_NIGHT = time(3, 30)


@dataclass
class AthletesRound:
    """One athlete's duties, gone through again and again.

    Shape: `watch` is begun anew with the desk, which is when the configuration changes.
    """

    watch: Watch
    shift: Shift
    boards: "tuple[NoticeBoard, ...]" = field(init=False)
    _tried_since: datetime | None = None
    """When the repair under way was tried first; what it planned then may be written only later."""

    def __post_init__(self) -> None:
        told = self.desk.config.notices
        self.boards = boards(bootstrap.notice_boards(told.mail, told.webhook))

    @property
    def desk(self) -> "Desk":
        """Whose they are."""
        return self.watch.desk

    def go(self) -> Iterator[Turn]:
        """Do what is due, and give each that was tried."""
        clock, known = self.shift.clock, self.shift.known(self.desk.athlete)
        is_new, is_back = self.watch.show(clock.now()), False
        for turn in self._work_off(known, self._plan(known, clock.now()), *self._reads()):
            is_new = True
            is_back |= turn.before.failures > 0 and turn.error is None
            yield turn
        if is_new:
            self.watch.judge(clock.now())
        yield from self._work_off(known, *self._looks())
        yield from self._work_off(known, self._mend(known.get(MEND), at_once=is_back))
        yield from self._work_off(known, *self._tells(known, clock.now()), self._house())

    def _work_off(self, known: dict[str, Duty], *chores: Chore) -> Iterator[Turn]:
        return self.shift.work_off(self.desk.athlete, chores, known)

    def _plan(self, known: Mapping[str, Duty], now: datetime) -> Chore:
        since = None if PLAN in known else self._planned_by_hand(now)
        return Chore(PLAN, self._weekly, lambda _, now: self.watch.sync(now), since=since)

    def _planned_by_hand(self, now: datetime) -> datetime | None:
        """The newest hour of planning, when somebody has planned since: that need not be done once more."""
        newest, head = self._weekly.last(now), self.desk.archive.plans.head()
        return newest if head and newest <= head.made_at else None

    def _reads(self) -> Iterator[Chore]:
        for name in self.watch.names:
            yield Chore(f"{READ}{name}", self._pace, partial(self._read, name))

    def _looks(self) -> Iterator[Chore]:
        if self.desk.config.targets and self.desk.archive.plans.head():
            for sink in self.desk.sinks(looks_only=True):
                yield Chore(f"{LOOK}{sink.name}", self._pace, partial(self._look, sink))

    def _read(self, name: str, _: datetime, now: datetime) -> None:
        self.watch.read(name, now)

    def _look(self, sink: "EntrySink", _: datetime, now: datetime) -> None:
        self.watch.look(sink, now)

    def _mend(self, known: Duty | None, *, at_once: bool) -> Chore:
        def mend(slot: datetime, now: datetime) -> None:
            if known is None or not known.failures or self._tried_since is None:
                self._tried_since = slot
            self.watch.sync(now, fresh_since=now - self._pace.longest)

        return Chore(MEND, WhenAsked(self.watch.is_asked), mend, at_once=at_once)

    def _tells(self, known: Mapping[str, Duty], now: datetime) -> Iterator[Chore]:
        settings, zone = self.desk.config.timetable, self.desk.config.athlete.zone
        for board in self.boards:
            if settings.evening:
                evening = AtHours.daily(settings.evening, zone)
                yield telling("tomorrow", board, evening, self._tomorrow, since=evening.last(now))
        planned = known[PLAN].done_for(now) if PLAN in known else None
        for board in self.boards:
            before = known.get(f"tell week: {board.name}")
            yield telling("week", board, Following(planned), partial(self._week, before))
        mend = known.get(MEND)
        for board in self.boards:
            mended = Following(mend.done_for(now) if mend else None)
            yield telling("repair", board, mended, partial(self._repair, mend))

    def _house(self) -> Chore:
        return Chore(HOUSE, AtHours.daily(AT_NIGHT, self.desk.config.athlete.zone), self._keep_house)

    def _tomorrow(self, slot: datetime, now: datetime) -> "Notice | None":
        head, athlete = self.desk.archive.plans.head(), self.desk.config.athlete
        return tell.tomorrow(head, athlete.zone, athlete=athlete.id, slot=slot, now=now) if head else None

    def _week(self, before: Duty | None, slot: datetime, now: datetime) -> "Notice | None":
        plans, athlete = self.desk.archive.plans, self.desk.config.athlete
        head = plans.head()
        since = tell.version_at(plans, before.done_at if before else None)
        if head is None:
            return None
        return tell.week(head, since, athlete.zone, athlete=athlete.id, slot=slot, now=now)

    def _repair(self, mend: Duty | None, slot: datetime, now: datetime) -> "Notice | None":
        athlete, done_at = self.desk.config.athlete, mend.done_at if mend else None
        if done_at is None:
            return None
        began = min(slot, self._tried_since or slot)
        head, since = tell.version_within(self.desk.archive.plans, began, done_at)
        return tell.repair(head, since, athlete.zone, athlete=athlete.id, now=now) if head else None

    def _keep_house(self, slot: datetime, now: datetime) -> None:
        del slot
        forget_readings(self.desk.archive.readings, configured=self.watch.names)
        chores = (
            self._plan({}, now),
            *self._reads(),
            *self._looks(),
            self._mend(None, at_once=False),
            self._house(),
        )
        names = {chore.name for chore in (*chores, *self._tells({}, now))}
        forget_duties(self.shift.store, self.desk.athlete, known=names)

    @property
    def _weekly(self) -> AtHours:
        return AtHours((self.desk.config.timetable.plan,), self.desk.config.athlete.zone)

    @property
    def _pace(self) -> Every:
        return Every(self.desk.config.timetable.check)
