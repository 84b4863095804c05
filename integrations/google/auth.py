"""Credentials for the Calendar API, and the renewal of an expired access token."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError
from google.oauth2.credentials import Credentials
from google.oauth2.service_account import Credentials as ServiceAccount
from google_auth_httplib2 import Request  # type: ignore[import-untyped]

from integrations.google.api_error import LATER, LOG_IN, GoogleError, MissingScope, connection_error
from integrations.google.client_file import service_account
from integrations.google.scopes import missing_scopes, said
from integrations.google.settings import GoogleAccess
from integrations.google.stored_login import StoredLogin
from integrations.google.transport import CONNECTION_ERRORS, Http
from service.ports.vault import Vault

AGAIN = f"{LOG_IN[:-1]} again."
ENDED = {
    "invalid_grant": ("the login is no longer valid", AGAIN),
    "invalid_client": ("Google does not know Liftrun's OAuth client", f"Check client_file. {AGAIN}"),
    "deleted_client": ("Liftrun's OAuth client was deleted", f"Make another client_file. {AGAIN}"),
    "unauthorized_client": ("the login belongs to another OAuth client", AGAIN),
    "invalid_scope": ("the login lacks a right that was asked for", AGAIN),
    "admin_policy_enforced": ("your organisation forbids this login", "Ask its administrator."),
}


class Auth:
    """The credentials for one calendar: the athlete's login from the vault, or a service account.

    Errors: Trouble and VaultLocked, from every method and property; the constructor raises neither.
    """

    def __init__(self, access: GoogleAccess, vault: Vault, scopes: Sequence[str]) -> None:
        self._access = access
        self._vault = vault
        self._scopes = tuple(scopes)

    @cached_property
    def credentials(self) -> Any:
        """The credentials object of Google's library that signs requests."""
        if self._access.service_account:
            return _service_account(self._access, self._scopes)
        kept = self._kept
        missing = missing_scopes(self._scopes, kept.scopes)
        if missing:
            raise MissingScope(f"the login does not hold the right to {said(missing)}", hint=AGAIN)
        ends = kept.token_ends_at
        return Credentials(  # type: ignore[no-untyped-call]
            token=kept.token or None,
            refresh_token=kept.refresh_token,
            token_uri=self._access.token_uri or kept.token_uri,
            client_id=kept.client_id,
            client_secret=kept.client_secret,
            # Google's library expects a naive datetime in UTC.
            expiry=ends.astimezone(UTC).replace(tzinfo=None) if ends else None,
        )

    @property
    def identity(self) -> str:
        """A public identifier of this login: the service account's address, or the moment of login."""
        if self._access.service_account:
            return str(self.credentials.service_account_email)
        return self._kept.logged_in_at.isoformat()

    def warning(self, *, now: datetime) -> str | None:
        """A warning that the login is about to end; None while it is not, and for a service account."""
        if self._access.service_account:
            return None
        return self._kept.warning(self._access, now=now)

    def make_valid(self, *, anew: bool = False) -> None:
        """Renews the access token when it has expired.

        Shape: with `anew` it is renewed in any case, because the API has just rejected it.
        """
        if self.credentials.valid and not anew:
            return
        try:
            with closing(Http()) as http:
                self.credentials.refresh(Request(http))
        except (TransportError, *CONNECTION_ERRORS) as error:
            raise connection_error() from error
        except RefreshError as error:
            if not self._is_renewed(error):
                raise self._ended(error) from error
            self.make_valid()
        except (GoogleAuthError, ValueError, TypeError, AttributeError) as error:
            # The library raises these when an answer was cut off.
            raise connection_error() from error
        if not self._access.service_account:
            self._keep()

    def _is_renewed(self, error: RefreshError) -> bool:
        """Loads the login from the vault again; returns whether it is newer than the one that was refused."""
        if self._access.service_account or _code(error) != "invalid_grant":
            return False
        refused = self.credentials.refresh_token
        del self._kept, self.credentials
        return bool(self.credentials.refresh_token != refused)

    def _keep(self) -> None:
        now = self.credentials
        ends = now.expiry.replace(tzinfo=UTC) if now.expiry else None
        self._kept = replace(self._kept, token=now.token, refresh_token=now.refresh_token, token_ends_at=ends)
        self._vault.keep(self._access.secret, self._kept.to_json())

    @cached_property
    def _kept(self) -> StoredLogin:
        text = self._vault.secret(self._access.secret)
        if text is None:
            raise GoogleError("nobody has logged in to Google yet", hint=LOG_IN)
        try:
            return StoredLogin.from_json(text)
        except ValueError as error:
            raise GoogleError("the login in the vault cannot be understood", hint=LOG_IN) from error

    def _ended(self, error: RefreshError) -> GoogleError:
        if error.retryable:
            return GoogleError("Google's login server is out of order", hint=LATER, retryable=True)
        code = _code(error)
        if self._access.service_account:
            return GoogleError(f"Google does not let the service account in ({code or 'no reason given'})")
        if code == "invalid_grant" and self._access.testing:
            reason = "the login has ended, as each does seven days after it while the app is in testing"
            return GoogleError(
                reason, hint=f"{AGAIN} Publish the app in the Google Cloud console to keep it."
            )
        reason, hint = ENDED.get(
            code, (f"Google did not renew the login ({code or 'no reason given'})", AGAIN)
        )
        return GoogleError(reason, hint=hint)


def _code(error: RefreshError) -> str:
    answer = error.args[1] if len(error.args) > 1 and isinstance(error.args[1], dict) else {}
    return str(answer.get("error", ""))


def _service_account(access: GoogleAccess, scopes: Sequence[str]) -> Any:
    make: Any = ServiceAccount.from_service_account_info
    try:
        return make(service_account(access), scopes=list(scopes))
    except (ValueError, GoogleAuthError) as error:
        hint = "Download a key of the service account from the Google Cloud console."
        raise GoogleError("the service_account file is no key of a service account", hint=hint) from error
