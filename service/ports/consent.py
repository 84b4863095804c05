"""An account to which the athlete gives Liftrun access by a consent in a browser (OAuth)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

PATIENCE = timedelta(minutes=5)


@dataclass(frozen=True)
class Person:
    """The ways to reach the athlete during a login.

    Shape: `tell` shows a line. `browse` opens an address and returns whether it could. `pasted` yields the
    lines that the athlete enters, and blocks until they do. `patience` is the time for the whole login.
    """

    tell: Callable[[str], None]
    browse: Callable[[str], bool]
    pasted: Iterable[str] = ()
    patience: timedelta = PATIENCE


class ReachableCalendar(Protocol):
    """One calendar of the account that the login can see."""

    @property
    def id(self) -> str:
        """The identifier of the calendar, unambiguous in a configuration."""

    @property
    def name(self) -> str:
        """The athlete's name for this calendar."""

    @property
    def leave(self) -> str:
        """The access that Liftrun has to the calendar, in a few words."""


class ConsentedAccount(Protocol):
    """An account with a login by consent: log in, list its calendars, log out.

    Errors: VaultLocked.
    """

    @property
    def needs_login(self) -> bool:
        """Whether a person has to give their consent before the account can be used."""

    def log_in(
        self, calendars: Iterable[object], targets: Iterable[object], person: Person, *, now: datetime
    ) -> None:
        """Asks for the consent that is needed to read these calendars and write to these targets.

        Shape: calendars and targets that are not of this account's service are ignored.
        Errors: LoginFailed.
        """

    def log_out(self) -> bool:
        """Revokes the login and forgets it; returns whether the other side revoked it."""

    def calendars(self) -> Sequence[ReachableCalendar]:
        """The calendars that the login can see, in order of their names.

        Errors: CalendarUnreadable.
        """
