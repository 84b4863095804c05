"""Where secrets are kept: tokens and passwords of the athlete's calendars."""

from typing import Protocol


class Vault(Protocol):
    """One athlete's secrets by name, such as google or caldav:cloud.example.com.

    Errors: VaultLocked when there is no key for what is kept.
    """

    def secret(self, name: str) -> str | None:
        """The secret of that name, None when there is none."""

    def keep(self, name: str, secret: str) -> None:
        """Keep it, in place of what was kept under that name."""

    def discard(self, name: str) -> None:
        """Forget it, if it is there."""

    def names(self) -> tuple[str, ...]:
        """The names of all that is kept, in order."""
