"""Give an athlete the link by which they sign in; a new one in its place ends what the old one began."""

import secrets
from datetime import datetime

from service.domain.token import Purpose, Token, digest_of
from service.errors import VaultLocked
from service.ports.token_store import TokenStore
from service.ports.vault import Vault

KEPT_AS = "sign-in"


def sign_in_link(athlete: str, tokens: TokenStore, vault: Vault, *, now: datetime) -> str:
    """The secret of the link, made when there is none yet.

    Errors: VaultLocked.
    """
    secret = _kept(vault)
    token = tokens.find(digest_of(secret)) if secret else None
    if secret and token and (token.athlete, token.purpose) == (athlete, Purpose.SIGN_IN):
        return secret
    return roll_link(athlete, tokens, vault, now=now)


def roll_link(athlete: str, tokens: TokenStore, vault: Vault, *, now: datetime) -> str:
    """The secret of a new link; the old one and every session end.

    Errors: VaultLocked.
    """
    secret = secrets.token_urlsafe(32)
    # Kept before the old one ends: without a key to seal it with, the old one must go on.
    vault.keep(KEPT_AS, secret)
    # Links first, so that no session begins by one after the sessions have ended.
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
