"""The consent page, the token endpoint and the revocation endpoint.

Source: developers.google.com/identity/protocols/oauth2/native-app (PKCE, loopback redirect, errors),
.../oauth2/web-server#offline (when a refresh token comes), .../oauth2/service-account (the signed assertion);
RFC 6749, RFC 7009, RFC 7636
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from secrets import token_urlsafe
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.fakes.google.grants import ACCESS_LIFE, CODE_LIFE, Code, Grant, Grants
from tests.fakes.google.scopes import KNOWN
from tests.fakes.google.service_account import JWT_BEARER, ServiceAccount

CLIENT_ID = "1234567890-liftrun.apps.googleusercontent.com"
CLIENT_SECRET = "GOCSPX-of-a-desktop-app"
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class OAuthError(Exception):
    """A refusal by the token or revocation address."""

    def __init__(self, status: int, error: str, description: str) -> None:
        super().__init__(description)
        self.status = status
        self.body = {"error": error, "error_description": description}


class PageError(Exception):
    """A refusal shown to the person, because the client can not be trusted with a redirect."""


@dataclass
class Consent:
    """What the person answers on the consent page: no, yes, or yes to some of it."""

    denies: bool = False
    only: frozenset[str] | None = None


@dataclass
class OAuth:
    """One registered desktop client, one person, one service account."""

    grants: Grants
    who: str
    account: ServiceAccount
    consent: Consent = field(default_factory=Consent)

    def authorize(self, query: Mapping[str, str]) -> str:
        """Where the person's browser is sent.

        Errors: PageError.
        """
        redirect, scopes = self._checked(query)
        state = {"state": query["state"]} if "state" in query else {}
        if self.consent.denies:
            return f"{redirect}?{urlencode({'error': 'access_denied'} | state)}"
        allowed = scopes if self.consent.only is None else scopes & self.consent.only
        again = self.grants.has_consented(self.who, CLIENT_ID) and "consent" not in query.get("prompt", "")
        code = f"4/0A{token_urlsafe(24)}"
        self.grants.codes[code] = Code(
            grant=self.grants.grant(self.who, CLIENT_ID, allowed),
            redirect_uri=redirect,
            challenge=query.get("code_challenge", ""),
            method=query.get("code_challenge_method", "plain"),
            is_offline=query.get("access_type") == "offline" and not again,
            given_at=self.grants.clock.now(),
        )
        return f"{redirect}?{urlencode(state | {'code': code, 'scope': ' '.join(sorted(allowed))})}"

    def token(self, form: Mapping[str, str]) -> dict[str, Any]:
        """Errors: OAuthError."""
        match form.get("grant_type"):
            case "authorization_code":
                return self._exchange(form)
            case "refresh_token":
                return self._refresh(form)
            case kind if kind == JWT_BEARER:
                return self._assert(form)
        raise OAuthError(400, "unsupported_grant_type", f"Invalid grant_type: {form.get('grant_type', '')}")

    def revoke(self, form: Mapping[str, str]) -> dict[str, Any]:
        """Errors: OAuthError."""
        if not self.grants.revoke(form.get("token", "")):
            raise OAuthError(400, "invalid_token", "Token expired or revoked")
        return {}

    def _checked(self, query: Mapping[str, str]) -> tuple[str, frozenset[str]]:
        if query.get("client_id") != CLIENT_ID:
            raise PageError("Error 401: invalid_client. The OAuth client was not found.")
        redirect = urlsplit(query.get("redirect_uri", ""))
        if redirect.scheme != "http" or redirect.hostname not in LOOPBACK:
            raise PageError("Error 400: redirect_uri_mismatch")
        if query.get("response_type") != "code":
            raise PageError("Error 400: invalid_request. response_type must be code")
        if query.get("code_challenge_method", "plain") not in {"plain", "S256"}:
            raise PageError("Error 400: invalid_request. Unknown code_challenge_method")
        scopes = frozenset(query.get("scope", "").split())
        if not scopes or not scopes <= KNOWN:
            raise PageError("Error 400: invalid_scope")
        return query["redirect_uri"], scopes

    def _exchange(self, form: Mapping[str, str]) -> dict[str, Any]:
        self._check_client(form)
        code = self.grants.codes.pop(form.get("code", ""), None)
        if code is None or self.grants.clock.now() - code.given_at > CODE_LIFE:
            raise OAuthError(400, "invalid_grant", "Malformed auth code.")
        if form.get("redirect_uri") != code.redirect_uri:
            raise OAuthError(400, "redirect_uri_mismatch", "Bad Request")
        if code.challenge and not form.get("code_verifier"):
            raise OAuthError(400, "invalid_grant", "Missing code verifier.")
        if code.challenge and _challenge(form["code_verifier"], code.method) != code.challenge:
            raise OAuthError(400, "invalid_grant", "Invalid code verifier.")
        refresh = {"refresh_token": self.grants.refresh_token(code.grant)} if code.is_offline else {}
        return self._answer(code.grant) | refresh

    def _refresh(self, form: Mapping[str, str]) -> dict[str, Any]:
        self._check_client(form)
        grant = self.grants.refresh.get(form.get("refresh_token", ""))
        if grant is None:
            raise OAuthError(400, "invalid_grant", "Bad Request")
        if not self.grants.is_alive(grant):
            raise OAuthError(400, "invalid_grant", "Token has been expired or revoked.")
        return self._answer(grant)

    def _assert(self, form: Mapping[str, str]) -> dict[str, Any]:
        claims, trouble = self.account.claims(form.get("assertion", ""))
        if trouble:
            raise OAuthError(400, "invalid_grant", trouble)
        scopes = frozenset(str(claims.get("scope", "")).split())
        if not scopes:
            raise OAuthError(400, "invalid_scope", "Empty or missing scope not allowed.")
        if not scopes <= KNOWN:
            raise OAuthError(400, "invalid_scope", "Invalid OAuth scope or ID token audience provided.")
        if claims.get("sub", self.account.email) != self.account.email:
            raise OAuthError(401, "unauthorized_client", "Client is unauthorized to use this method.")
        return self._answer(self.grants.grant(self.account.email, self.account.email, scopes))

    def _check_client(self, form: Mapping[str, str]) -> None:
        if form.get("client_id") != CLIENT_ID:
            raise OAuthError(401, "invalid_client", "The OAuth client was not found.")
        if form.get("client_secret") != CLIENT_SECRET:
            raise OAuthError(401, "invalid_client", "The provided client secret is invalid.")

    def _answer(self, grant: Grant) -> dict[str, Any]:
        return {
            "access_token": self.grants.access_token(grant),
            "expires_in": int(ACCESS_LIFE.total_seconds()),
            "scope": " ".join(sorted(grant.scopes)),
            "token_type": "Bearer",
        }


def _challenge(verifier: str, method: str) -> str:
    if method == "plain":
        return verifier
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
