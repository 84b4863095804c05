"""The OAuth login: asks for consent in a browser, stores the tokens in the vault and revokes them."""

import base64
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from threading import Thread
from typing import Any
from urllib.parse import urlencode

from integrations.google.client_file import OAuthClient, oauth_client, revoke_uri
from integrations.google.loopback import Loopback, Reply
from integrations.google.refused_login import REFUSED_CODE, REFUSED_CONSENT, failed, failing
from integrations.google.scopes import missing_scopes, said
from integrations.google.settings import GoogleAccess
from integrations.google.stored_login import StoredLogin
from integrations.google.transport import CONNECTION_ERRORS, post_form
from service.domain.span import whole_minutes
from service.ports.consent import Person
from service.ports.vault import Vault


@dataclass(frozen=True)
class Consent:
    """One authorization request to Google.

    Shape: `state` and `verifier` are random, so that no answer to another request is accepted.
    Source: RFC 6749, 10.12; RFC 7636.
    """

    client: OAuthClient
    scopes: Sequence[str]
    redirect: str
    state: str
    verifier: str

    @property
    def address(self) -> str:
        """The address of the consent page."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        question = {
            "client_id": self.client.client_id,
            "redirect_uri": self.redirect,
            "response_type": "code",
            "scope": " ".join(self.scopes),
            "state": self.state,
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
            "access_type": "offline",
            # Without it Google issues a refresh token only at the first consent.
            "prompt": "consent",
        }
        joint = "&" if "?" in self.client.auth_uri else "?"
        return f"{self.client.auth_uri}{joint}{urlencode(question)}"


def log_in(
    access: GoogleAccess,
    scopes: Sequence[str],
    vault: Vault,
    person: Person,
    *,
    now: datetime,
) -> None:
    """Asks the athlete to grant these scopes and stores the login in the vault.

    Errors: LoginFailed, VaultLocked.
    """
    with failing(), Loopback() as loopback:
        consent = Consent(
            client=oauth_client(access),
            scopes=scopes,
            redirect=loopback.address,
            state=secrets.token_urlsafe(24),
            verifier=secrets.token_urlsafe(64),
        )
        _ask(consent, loopback, person)
        reply = loopback.wait(person.patience.total_seconds())
        if reply is None:
            raise failed(f"no answer came within {whole_minutes(person.patience)} min", "Log in again.")
        kept = _kept(consent, _exchanged(consent, _code(consent, reply)), now)
        vault.keep(access.secret, kept.to_json())


def log_out(access: GoogleAccess, vault: Vault) -> bool:
    """Revokes the login and deletes it from the vault; returns whether Google confirmed the revocation.

    Shape: it is deleted in any case. Google does not confirm the revocation of a login that has already
    ended.
    Errors: VaultLocked.
    """
    text = vault.secret(access.secret)
    if text is None:
        return True
    try:
        token = StoredLogin.from_json(text).refresh_token
        status, _ = post_form(revoke_uri(access), {"token": token})
    except (ValueError, *CONNECTION_ERRORS):
        status = 0
    vault.discard(access.secret)
    return status == HTTPStatus.OK


def _ask(consent: Consent, loopback: Loopback, person: Person) -> None:
    if person.browse(consent.address):
        person.tell("Your browser asks you to let Liftrun in. If it does not, open this address:")
    else:
        person.tell(
            "Open this address in a browser. If that is on another machine, its last page cannot be shown: "
            "paste the address of that page here."
        )
    person.tell(consent.address)
    Thread(target=_hear_pasted, args=(loopback, person), daemon=True).start()


def _hear_pasted(loopback: Loopback, person: Person) -> None:
    for line in person.pasted:
        if line.strip() and not loopback.hear(line):
            person.tell("That is not the address of the last page; it begins with http://127.0.0.1.")


def _code(consent: Consent, reply: Reply) -> str:
    """The authorization code in the reply."""
    if not secrets.compare_digest(reply.get("state", "").encode(), consent.state.encode()):
        raise failed("the answer belongs to another login")
    if "error" in reply:
        raise failed(*REFUSED_CONSENT.get(reply["error"], (f"Google answered {reply['error']}",)))
    return reply["code"]


def _exchanged(consent: Consent, code: str) -> dict[str, Any]:
    fields = {
        "grant_type": "authorization_code",
        "code": code,
        "client_id": consent.client.client_id,
        "client_secret": consent.client.client_secret,
        "redirect_uri": consent.redirect,
        "code_verifier": consent.verifier,
    }
    try:
        status, answer = post_form(consent.client.token_uri, fields)
    except CONNECTION_ERRORS as error:
        raise failed("the connection to Google broke off") from error
    if status != HTTPStatus.OK:
        code = str(answer.get("error", status))
        raise failed(*REFUSED_CODE.get(code, (f"Google did not complete the login ({code})",)))
    return answer


def _kept(consent: Consent, answer: dict[str, Any], now: datetime) -> StoredLogin:
    granted = tuple(str(answer["scope"]).split()) if "scope" in answer else tuple(consent.scopes)
    missing = missing_scopes(consent.scopes, granted)
    if missing:
        raise failed(f"you did not allow it to {said(missing)}", "Log in again, and tick every box.")
    if not answer.get("refresh_token"):
        hint = "Take Liftrun's access away at myaccount.google.com/permissions, then log in again."
        raise failed("Google gave no lasting login", hint)
    return StoredLogin(
        refresh_token=str(answer["refresh_token"]),
        client_id=consent.client.client_id,
        client_secret=consent.client.client_secret,
        token_uri=consent.client.token_uri,
        scopes=granted,
        logged_in_at=now,
        ends_at=_after(now, answer.get("refresh_token_expires_in")),
        token=str(answer.get("access_token", "")),
        token_ends_at=_after(now, answer.get("expires_in")) or now,
    )


def _after(now: datetime, seconds: object) -> datetime | None:
    said = str(seconds or "")
    return now + timedelta(seconds=int(said)) if said.isdecimal() else None
