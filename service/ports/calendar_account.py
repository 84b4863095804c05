"""An account with calendars in it, which Liftrun must be let into."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class CalendarListed:
    """One calendar of an account, by what a configuration may call it."""

    name: str
    path: str
    writable: bool


class CalendarAccount(Protocol):
    """One account.

    Errors: LoginFailed when it does not let us in; VaultLocked.
    """

    def log_in(self, secret: str) -> tuple[CalendarListed, ...]:
        """Keep the password or token, once it is proven; and what it opens.

        Shape: when it fails, what was kept before still is.
        """

    def log_out(self) -> bool:
        """Forget it; whether there was one."""

    def calendars(self) -> tuple[CalendarListed, ...]:
        """The calendars for events, in order of their names."""
