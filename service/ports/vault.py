"""The encrypted store of the secrets for an athlete's calendars: tokens and passwords."""

from typing import Protocol


class Vault(Protocol):
    """One athlete's secrets by name, such as google or caldav:cloud.example.com.

    Errors: VaultLocked when there is no key for the stored secrets.
    """

    def secret(self, name: str) -> str | None:
        """The secret with that name, None when there is none."""

    def keep(self, name: str, secret: str) -> None:
        """Stores a secret in place of the old one with that name."""

    def discard(self, name: str) -> None:
        """Deletes a secret, if it exists."""

    def names(self) -> tuple[str, ...]:
        """The names of all stored secrets, in order."""
