"""Logs in to a CalDAV account with a password or a token, and lists its calendars."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from integrations.caldav.address import host, normal
from integrations.caldav.auth import Secrets
from integrations.caldav.client import CalDavClient
from integrations.caldav.discovery import account
from integrations.caldav.settings import CalDavAccess
from service.errors import CalendarUnreadable, LoginFailed, UsageError
from service.ports.calendar_account import CalendarListed
from service.ports.vault import Vault


class CalDavAccount:
    """The calendar account port over the server at an address that the athlete typed.

    Errors: UsageError when the address is invalid or contains a user name, which could come with a password.
    """

    def __init__(self, url: str, user: str, allow_hosts: Iterable[str], vault: Vault) -> None:
        if "@" in urlsplit(url).netloc:
            raise UsageError(reason="the address holds a user", hint="Leave it out, and name it with --user.")
        try:
            self._access = CalDavAccess(normal(url), user, allow_hosts=tuple(allow_hosts))
        except ValueError as error:
            hint = "Give an address such as https://caldav.icloud.com."
            raise UsageError(reason=f"{url} is no address of a server", hint=hint) from error
        self._vault = vault

    def log_in(self, secret: str) -> tuple[CalendarListed, ...]:
        """Stores the secret in the vault once the server has accepted it; returns the account's calendars.

        Errors: LoginFailed, VaultLocked.
        """
        found = self._found(_Tried(secret))
        self._vault.keep(self._access.secret, secret)
        return found

    def log_out(self) -> bool:
        """Deletes the secret from the vault; returns whether there was one."""
        known = self._access.secret in self._vault.names()
        self._vault.discard(self._access.secret)
        return known

    def calendars(self) -> tuple[CalendarListed, ...]:
        """The calendars for events, in order of their names.

        Errors: LoginFailed, VaultLocked.
        """
        return self._found(self._vault)

    def _found(self, secrets: Secrets) -> tuple[CalendarListed, ...]:
        url = self._access.url
        try:
            found = account(CalDavClient(self._access, secrets, name=host(url)), url, named=True).calendars
        except CalendarUnreadable as error:
            name, reason = error.facts["name"], error.facts["reason"]
            raise LoginFailed(name=name, reason=reason, hint=error.hint, retryable=error.retryable) from error
        listed = (CalendarListed(one.name, one.path, one.writable) for one in found)
        return tuple(sorted(listed, key=lambda one: (one.name, one.path)))


@dataclass(frozen=True)
class _Tried:
    """A lookup that returns the secret to be tried, under every name."""

    word: str

    def secret(self, name: str) -> str | None:  # noqa: ARG002 (part of the protocol)
        return self.word
