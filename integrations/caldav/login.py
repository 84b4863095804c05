"""A CalDAV account that Liftrun is let into by a password or a token."""

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
    """The calendar account port over the server at an address that the athlete has typed.

    Errors: UsageError for an address that is none, or shows a password to whoever looks on.
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
        """Keep the secret, once the server has taken it; and what it opens."""
        found = self._found(_Tried(secret))
        self._vault.keep(self._access.secret, secret)
        return found

    def log_out(self) -> bool:
        """Forget it; whether there was one."""
        known = self._access.secret in self._vault.names()
        self._vault.discard(self._access.secret)
        return known

    def calendars(self) -> tuple[CalendarListed, ...]:
        """The calendars for events, in order of their names."""
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
    """The one secret that is being tried, whatever it is called."""

    word: str

    def secret(self, name: str) -> str | None:  # noqa: ARG002 (as said)
        return self.word
