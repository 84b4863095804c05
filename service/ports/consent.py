"""An account into which the athlete lets Liftrun by a consent, given in a browser."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

PATIENCE = timedelta(minutes=5)


@dataclass(frozen=True)
class Person:
    """How the athlete is spoken to meanwhile.

    Shape: `tell` shows a line; `browse` opens an address and says whether it could; `pasted` are the lines
    the athlete enters, which are waited for. `patience` is for all of it.
    """

    tell: Callable[[str], None]
    browse: Callable[[str], bool]
    pasted: Iterable[str] = ()
    patience: timedelta = PATIENCE


class Reachable(Protocol):
    """One calendar of the account."""

    @property
    def id(self) -> str:
        """What a configuration can call it without doubt."""

    @property
    def name(self) -> str:
        """What the athlete calls it."""

    @property
    def leave(self) -> str:
        """What may be done with it, in a few words."""


class ConsentedAccount(Protocol):
    """One login, made, used to look around, and given back.

    Errors: VaultLocked.
    """

    @property
    def needs_login(self) -> bool:
        """Whether a person has to let Liftrun in."""

    def log_in(
        self, calendars: Iterable[object], targets: Iterable[object], person: Person, *, now: datetime
    ) -> None:
        """Ask for what reading the calendars and writing to the targets takes, those of others left out.

        Errors: LoginFailed.
        """

    def log_out(self) -> bool:
        """Give the login back and forget it; whether it was taken back."""

    def calendars(self) -> Sequence[Reachable]:
        """Those it can see, in order of their names.

        Errors: CalendarUnreadable.
        """
