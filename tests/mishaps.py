"""Injects failures at calls of ports: a fault, a crash, or a hand edit between two calls."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar, cast

from service.errors import CalendarUnwritable

T = TypeVar("T")


class Mishap(StrEnum):
    """What happens at one call; a crash ends the process, the caller handles the others."""

    REFUSED = "refused"
    LOST_REPLY = "lost reply"
    CRASH_BEFORE = "crash before"
    CRASH_AFTER = "crash after"
    HAND = "hand"


BEFORE = {Mishap.REFUSED, Mishap.CRASH_BEFORE}
AFTER = {Mishap.LOST_REPLY, Mishap.CRASH_AFTER}


class Crash(Exception):
    """The end of the process."""


@dataclass
class Fuse:
    """Causes one mishap at the `at`-th call, counted from 1; `hand` is the hand edit to make then."""

    mishap: Mishap | None = None
    at: int = 0
    hand: Callable[[], None] = lambda: None
    calls: int = 0
    has_blown: bool = False

    def around(self, call: Callable[..., Any], *, is_of_calendar: bool) -> Callable[..., Any]:
        def through(*args: Any, **named: Any) -> Any:
            self.calls += 1
            is_due = self.calls == self.at
            if is_due and self.mishap in BEFORE:
                raise self._blown(is_of_calendar=is_of_calendar)
            if is_due and self.mishap is Mishap.HAND:
                self.hand()
            answer = call(*args, **named)
            if is_due and self.mishap in AFTER:
                raise self._blown(is_of_calendar=is_of_calendar)
            return answer

        return through

    def _blown(self, *, is_of_calendar: bool) -> Exception:
        self.has_blown = True
        # Only calendars are far away: a database that does not answer ends the run.
        if is_of_calendar and self.mishap in {Mishap.REFUSED, Mishap.LOST_REPLY}:
            return CalendarUnwritable(name="calendar", reason="it broke off")
        return Crash()


class _Watched:
    def __init__(self, watched: object, fuse: Fuse, *, is_of_calendar: bool) -> None:
        self._watched = watched
        self._fuse = fuse
        self._is_of_calendar = is_of_calendar

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._watched, name)
        return self._fuse.around(value, is_of_calendar=self._is_of_calendar) if callable(value) else value


def watched(port: T, fuse: Fuse, *, is_of_calendar: bool = False) -> T:
    """The same, every call of which may go wrong."""
    return cast("T", _Watched(port, fuse, is_of_calendar=is_of_calendar))
