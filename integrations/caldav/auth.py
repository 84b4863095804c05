"""Credentials for a CalDAV server, and the check of which servers may receive them."""

import os
from base64 import b64encode
from collections.abc import Mapping
from functools import cached_property
from typing import Protocol

import httpx2

from integrations.caldav.address import host, is_same_server, normal
from integrations.caldav.password_auth import PasswordAuth, Preemptive
from integrations.caldav.settings import CalDavAccess
from service.errors import CalendarUnreadable

# Providers that require an app-specific password, and where an athlete can create one.
APP_PASSWORDS = {
    "icloud.com": "Make an app-specific password at account.apple.com",
    "fastmail.com": "Make an app password in Fastmail's settings, under Privacy & Security",
    "yahoo.com": "Make an app password in Yahoo's account security",
}


class Secrets(Protocol):
    """A lookup for passwords and tokens, such as a vault."""

    def secret(self, name: str) -> str | None:
        """The secret of that name; None when there is none."""


class Credentials:
    """The password or token for one server, and for no other server.

    Errors: CalendarUnreadable when there is no secret, or when another server or an unencrypted connection
    would receive it; VaultLocked.
    """

    def __init__(self, access: CalDavAccess, secrets: Secrets | None, *, name: str) -> None:
        self._access = access
        self._secrets = secrets
        self._name = name

    def for_request(self, url: str) -> httpx2.Auth:
        """What answers the server's demand for a password or token, for a request to `url`.

        Errors: as `headers_for`.
        """
        headers = self.headers_for(url)
        if not self._access.user:
            return Preemptive(headers["Authorization"])
        return self._password

    def headers_for(self, url: str) -> Mapping[str, str]:
        """The headers that authenticate a request to `url`, for a server that takes Basic or Bearer.

        Errors: CalendarUnreadable when `url` is on another server, or is neither https nor an allowed host.
        """
        if not is_same_server(url, self._home):
            raise self._withheld(
                f"it sends Liftrun on to {host(url)}, which is not told your password",
                hint="If you trust that server, give its address as the url.",
            )
        allowed = {own.casefold() for own in self._access.allow_hosts}
        if url.startswith("http:") and host(url).casefold() not in allowed:
            hint = "Give an https:// address, or name a host of your own network in allow_hosts of [network]."
            raise self._withheld(f"the way to {host(url)} is not encrypted", hint=hint)
        return {"Authorization": self._authorization}

    @cached_property
    def _home(self) -> str:
        try:
            return normal(self._access.url)
        except ValueError as error:
            raise self._withheld(f"{error}", hint="Give an address that begins with https://.") from error

    @cached_property
    def _password(self) -> PasswordAuth:
        access = self._access
        return PasswordAuth(access.user, self._secret(), basic=self._authorization, name=self._name)

    @cached_property
    def _authorization(self) -> str:
        if not self._access.user:
            return f"Bearer {self._secret()}"
        return f"Basic {b64encode(f'{self._access.user}:{self._secret()}'.encode()).decode()}"

    def _secret(self) -> str:
        if self._access.variable:
            secret = os.environ.get(self._access.variable, "")
            hint = f"Put it into the environment variable {self._access.variable}."
        else:
            secret = (self._secrets and self._secrets.secret(self._access.secret)) or ""
            hint = login_hint(self._access)
        if not secret or not secret.isprintable():
            raise self._withheld(f"no password or token for {host(self._home)} is known", hint=hint)
        return secret

    def _withheld(self, reason: str, *, hint: str) -> CalendarUnreadable:
        return CalendarUnreadable(name=self._name, reason=reason, hint=hint, retryable=False)


def login_hint(access: CalDavAccess) -> str:
    """The hint for a secret that is missing or that the server does not accept."""
    server = host(access.url)
    advice = next((words for owner, words in APP_PASSWORDS.items() if server.endswith(owner)), "")
    if access.variable:
        return f"{advice or 'Check it'}, and put it into {access.variable}."
    who = f" --user {access.user}" if access.user else ""
    login = f"un `liftrun caldav login URL{who}`."
    return f"{advice}, then r{login}" if advice else f"R{login}"
