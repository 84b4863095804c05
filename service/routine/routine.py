"""One service at its work: round after round for each athlete, and trouble told to whoever can mend it."""

import logging
import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from service.config.serving import Serving
from service.errors import LiftrunError, NoticeUndelivered, SyncRefused
from service.log import told
from service.routine.athlete import LOOK, MEND, PLAN, READ, AthletesRound
from service.routine.service import ITSELF, chores
from service.routine.watch import Watch
from service.storage.duty_store import DatabaseDutyStore
from service.usecases import tell
from service.usecases.work_off import Shift, Turn

if TYPE_CHECKING:
    from service.desks import Desks
    from service.domain.notice import Notice
    from service.ports.clock import Clock
    from service.ports.notice_board import NoticeBoard

LOG = logging.getLogger("liftrun.routine")

LONG = timedelta(hours=6)
"""What has failed for so long hardly comes right by itself."""

REFUSALS = 3
"""To what the guard refuses only the athlete can say yes; but another run may be in the way once or twice."""


class Routine:
    """All duties of one service.

    Shape: `chance` gives numbers between 0 and 1.
    """

    def __init__(
        self,
        desks: "Desks",
        clock: "Clock",
        serving: Serving | None = None,
        *,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.shift = Shift(DatabaseDutyStore(desks.database), clock, chance)
        self._desks = desks
        self._serving = serving or Serving()
        self._rounds = dict[str, AthletesRound]()

    def names(self) -> tuple[str, ...]:
        """Whose rounds there are: each athlete's, and the service's own once it plans for somebody.

        Errors: ConfigurationError, StorageUnusable.
        """
        athletes = self._desks.names()
        return (*athletes, ITSELF) if athletes else ()

    def go_round(self, name: str) -> tuple[Turn, ...]:
        """Do what is due for one of them; nothing that is under a duty raises.

        Errors: ConfigurationError, StorageUnusable.
        """
        turns = list[Turn]()
        for turn in self._of_service() if name == ITSELF else self._round_of(name).go():
            turns.append(turn)
            self._after(turn)
            if name != ITSELF and name not in self._desks.names():
                # Removed in the meantime: what is still due would remember them again.
                break
        return tuple(turns)

    def _of_service(self) -> Iterable[Turn]:
        due = chores(self._desks.database, self._serving)
        return self.shift.work_off(ITSELF, due, self.shift.known(ITSELF))

    def _round_of(self, name: str) -> AthletesRound:
        desk = self._desks.of(name)
        known = self._rounds.get(name)
        if known is None or known.desk is not desk:
            known = self._rounds[name] = AthletesRound(Watch(desk), self.shift)
        return known

    def _after(self, turn: Turn) -> None:
        duty, who = turn.duty, turn.duty.athlete or "the service"
        if turn.error is None:
            again = f" after {turn.before.failures} failures" if turn.before.failures else ""
            LOG.debug("%s: %s done%s", who, duty.name, again)
            if again:
                LOG.info("%s: %s works again%s", who, duty.name, again)
            return
        is_ours = not isinstance(turn.error, LiftrunError)
        LOG.warning(
            "%s: %s failed (%d in a row), again at %s: %s",
            who,
            duty.name,
            duty.failures,
            duty.due_at.isoformat(timespec="seconds"),
            duty.trouble,
            exc_info=turn.error if is_ours else None,
        )
        if duty.athlete and _is_lasting(turn, self.shift.clock.now()):
            self._tell(turn)

    def _tell(self, turn: Turn) -> None:
        duty, known = turn.duty, self._rounds[turn.duty.athlete]
        hint = getattr(turn.error, "hint", "")
        zone = known.desk.config.athlete.zone
        notice = tell.trouble(
            replace(duty, trouble=told(duty.trouble)), does=_does(duty.name), hint=hint, zone=zone
        )
        are_told = [_posts(board, notice) for board in known.boards]
        if all(are_told):
            self.shift.told(duty)


def _posts(board: "NoticeBoard", notice: "Notice") -> bool:
    try:
        board.post(notice)
    except NoticeUndelivered as error:
        LOG.warning("%s", error)
        return False
    return True


def _is_lasting(turn: Turn, now: datetime) -> bool:
    """Whether the athlete ought to hear of it, and has not yet."""
    duty = turn.duty
    if duty.told_at or duty.failing_since is None or isinstance(turn.error, NoticeUndelivered):
        return False
    is_refused = isinstance(turn.error, SyncRefused) and duty.failures >= REFUSALS
    return is_refused or now - duty.failing_since >= LONG


def _does(name: str) -> str:
    if name in {PLAN, MEND}:
        return "planning your weeks"
    if name.startswith(READ):
        return f"reading {name.removeprefix(READ)}"
    if name.startswith(LOOK):
        return f"looking at {name.removeprefix(LOOK)}"
    return name
