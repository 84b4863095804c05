"""The athlete's Google account: login, logout and the list of its calendars."""

import time
from collections.abc import Callable, Iterable
from datetime import datetime

from integrations.google.api_error import GoogleError, MissingScope, reading
from integrations.google.calendars import Listed, listed
from integrations.google.client import GoogleClient
from integrations.google.login import log_in, log_out
from integrations.google.scopes import LIST, for_all
from integrations.google.settings import GoogleAccess, GoogleSettings, GoogleTarget
from service.ports.consent import Person
from service.ports.vault import Vault

NOT_LISTED = (
    "Ids stand in Google Calendar's own settings. To list them here, log in while the configuration names "
    "a calendar by its name, or none at all."
)


class GoogleAccount:
    """The consented account port over one Google login.

    Shape: `pause` waits for the given number of seconds.
    """

    def __init__(
        self, access: GoogleAccess, vault: Vault, *, pause: Callable[[float], None] = time.sleep
    ) -> None:
        self._access = access
        self._vault = vault
        self._pause = pause

    @property
    def needs_login(self) -> bool:
        """Whether a person has to log in; a service account signs in with its own key."""
        return self._access.service_account is None

    def log_in(
        self, calendars: Iterable[object], targets: Iterable[object], person: Person, *, now: datetime
    ) -> None:
        """Asks the athlete for the scopes that the Google calendars and targets among these need.

        Errors: LoginFailed, VaultLocked.
        """
        read = [one for one in calendars if isinstance(one, GoogleSettings)]
        written = [one for one in targets if isinstance(one, GoogleTarget)]
        log_in(self._access, for_all(read, written), self._vault, person, now=now)

    def log_out(self) -> bool:
        """Revokes the login and deletes it from the vault; returns whether Google confirmed that."""
        return log_out(self._access, self._vault)

    def calendars(self) -> tuple[Listed, ...]:
        """The calendars this login can see, hidden ones included, in order of their names.

        Errors: CalendarUnreadable, VaultLocked.
        """
        client = GoogleClient(self._access, self._vault, [LIST], pause=self._pause)
        with reading("Google Calendar"):
            try:
                return tuple(sorted(listed(client), key=lambda one: (one.name.casefold(), one.id)))
            except MissingScope as error:
                raise GoogleError("this login may not see the list of calendars", hint=NOT_LISTED) from error
