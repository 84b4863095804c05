"""Do what is due, each duty under a lease; what fails is tried again later and keeps nothing else waiting."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Lock

from service.domain.duty import LEASE, Duty, wait_after
from service.domain.rhythm import Rhythm, uneven
from service.ports.clock import Clock
from service.ports.duty_store import DutyStore

LONGEST_TURN = timedelta(minutes=30)
"""Whoever is at one duty for longer is taken for lost, and the duty may be taken again."""


@dataclass(frozen=True)
class Chore:
    """What is to be done under the name of a duty.

    Shape: `do` is given the instant it is owed for, and the present one. `since` is what a service that
    never did it counts as done, None for nothing. `at_once` it is tried again even if it has just failed.
    """

    name: str
    rhythm: Rhythm
    do: Callable[[datetime, datetime], None]
    since: datetime | None = None
    at_once: bool = False


@dataclass(frozen=True)
class Turn:
    """One duty after it was worked at.

    Shape: `before` is the duty as it was; `error` is what went wrong.
    """

    duty: Duty
    before: Duty
    error: Exception | None = None


@dataclass
class Shift:
    """One process at work, in as many threads as it likes.

    Shape: `chance` gives numbers between 0 and 1.
    """

    store: DutyStore
    clock: Clock
    chance: Callable[[], float]
    _held: dict[tuple[str, str], tuple[Duty, datetime]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _is_over: bool = False

    def known(self, athlete: str) -> dict[str, Duty]:
        """What is remembered of the athlete's duties, by name."""
        return {duty.name: duty for duty in self.store.of(athlete)}

    def work_off(self, athlete: str, chores: Iterable[Chore], known: dict[str, Duty]) -> Iterator[Turn]:
        """Do what is due of these, one after the other, and give each that was tried.

        Shape: what is `known` is brought up to date; who has since done one of them keeps it from being
        done here.
        """
        for chore in chores:
            if self._is_over:
                return
            duty = known.get(chore.name) or self._new(athlete, chore)
            turn = self._turn(duty, chore)
            if turn:
                known[chore.name] = turn.duty
                yield turn

    def hold_on(self) -> None:
        """Say that what is under way still is."""
        now = self.clock.now()
        with self._lock:
            held = [duty for duty, since in self._held.values() if now - since < LONGEST_TURN]
        for duty in held:
            self.store.hold(duty, until=now + LEASE)

    def told(self, duty: Duty) -> None:
        """Remember that the athlete knows of its trouble."""
        self.store.record(replace(duty, told_at=self.clock.now()))

    def end(self) -> None:
        """Begin nothing more."""
        self._is_over = True

    def _new(self, athlete: str, chore: Chore) -> Duty:
        now = self.clock.now()
        if chore.since is None:
            return Duty(athlete, chore.name, now)
        duty = Duty(athlete, chore.name, chore.rhythm.after(now, chance=self.chance()), chore.since)
        self.store.begin(duty)
        return duty

    def _turn(self, duty: Duty, chore: Chore) -> Turn | None:
        now = self.clock.now()
        slot = chore.rhythm.owed(duty, now)
        if slot is None or duty.is_held(now) or (duty.waits(now) and not chore.at_once):
            return None
        taken = self.store.take(duty, until=now + LEASE, now=now)
        if taken is None:
            return None
        with self._lock:
            self._held[duty.athlete, duty.name] = (taken, now)
        try:
            return self._worked_at(taken, duty, chore, slot)
        finally:
            with self._lock:
                del self._held[duty.athlete, duty.name]

    def _worked_at(self, taken: Duty, before: Duty, chore: Chore, slot: datetime) -> Turn:
        try:
            chore.do(slot, self.clock.now())
        except Exception as error:  # noqa: BLE001  # a bug in one thing must not keep all others from being done
            now = self.clock.now()
            wait = wait_after(taken.failures + 1) * uneven(self.chance())
            after = taken.failed(f"{error}" or type(error).__name__, again_at=now + wait, now=now)
            failure: Exception | None = error
        else:
            now = self.clock.now()
            after = taken.done(slot, next_at=chore.rhythm.after(now, chance=self.chance()), now=now)
            failure = None
        self.store.record(after)
        return Turn(after, before, failure)
