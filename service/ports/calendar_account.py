"""An account with calendars, to which Liftrun logs in with a password or a token."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class CalendarListed:
    """One calendar of an account, with the names that a configuration may use for it."""

    name: str
    path: str
    writable: bool


class CalendarAccount(Protocol):
    """One account that needs a password or a token.

    Errors: LoginFailed when the login is refused; VaultLocked.
    """

    def log_in(self, secret: str) -> tuple[CalendarListed, ...]:
        """Stores the password or token after it has worked, and returns the calendars it opens.

        Shape: when it fails, the secret stored before stays.
        """

    def log_out(self) -> bool:
        """Forgets the stored secret; False when there was none."""

    def calendars(self) -> tuple[CalendarListed, ...]:
        """The calendars for events, in order of their names."""
