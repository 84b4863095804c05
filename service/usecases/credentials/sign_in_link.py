"""Returns or replaces the link by which an athlete signs in; replacing it ends all their sign-in sessions."""

import secrets
from datetime import datetime

from service.domain.token import Purpose, Token, digest_of
from service.errors import VaultLocked
from service.ports.token_store import TokenStore
from service.ports.vault import Vault

KEPT_AS = "sign-in"


def sign_in_link(athlete: str, tokens: TokenStore, vault: Vault, *, now: datetime) -> str:
    """Returns the secret of the athlete's sign-in link; makes a link if there is no valid one.

    Errors: VaultLocked.
    """
    secret = _kept(vault)
    token = tokens.find(digest_of(secret)) if secret else None
    if secret and token and (token.athlete, token.purpose) == (athlete, Purpose.SIGN_IN):
        return secret
    return roll_link(athlete, tokens, vault, now=now)


def roll_link(athlete: str, tokens: TokenStore, vault: Vault, *, now: datetime) -> str:
    """Makes a new sign-in link and returns its secret; ends the old link and every sign-in session.

    Errors: VaultLocked.
    """
    secret = secrets.token_urlsafe(32)
    # Stored before the old link ends: without the vault's key this raises, and the old link must still work.
    vault.keep(KEPT_AS, secret)
    # Links first, so that no new session can start after the old sessions have ended.
    for purpose in (Purpose.SIGN_IN, Purpose.SESSION):
        for token in tokens.of(athlete, purpose):
            tokens.revoke(token.digest)
    tokens.keep(Token(digest_of(secret), athlete, Purpose.SIGN_IN, now))
    return secret


def _kept(vault: Vault) -> str | None:
    try:
        return vault.secret(KEPT_AS)
    except VaultLocked as error:
        hint = "Give the key by the environment (LIFTRUN_KEY) or its file, or make a new link with --roll."
        raise VaultLocked(reason=error.facts["reason"], hint=hint) from error
