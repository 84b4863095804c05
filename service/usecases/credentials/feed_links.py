"""Give out, change and take back the secrets by which others read an athlete's feed."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from service.domain.token import Purpose, Token, digest_of
from service.errors import VaultLocked
from service.ports.token_store import TokenStore
from service.ports.vault import Vault

FEEDS = (Purpose.FEED, Purpose.BUSY_FEED)
BYTES = 32
"""256 random bits, 43 letters in an address."""

ID_KEY = "feed:disguise"

LOCKED = "Give the key by the environment (LIFTRUN_KEY) or its file, or make a new link: `liftrun feed roll`."


@dataclass(frozen=True)
class FeedLink:
    """One feed somebody may read, by a secret that is known."""

    secret: str
    token: Token

    def url(self, base: str) -> str:
        """Where it is read, at a service that is found at `base`."""
        return f"{base.rstrip('/')}/feed/{self.secret}.ics"

    def webcal(self, base: str) -> str:
        """The same, for a calendar app to open by itself."""
        return f"webcal://{self.url(base).partition('://')[2]}"


@dataclass(frozen=True)
class Keyring:
    """One athlete's secrets, and what is remembered of everybody's tokens.

    Errors: VaultLocked, StorageUnusable, from everything done with it.
    """

    athlete: str
    tokens: TokenStore
    vault: Vault


def feed_link(keyring: Keyring, purpose: Purpose, *, now: datetime) -> FeedLink | None:
    """The feed as it stands; opened if it never was, None once it was revoked."""
    secret = _secret(keyring, purpose)
    if secret is None:
        return roll_feed_link(keyring, purpose, now=now)
    token = keyring.tokens.find(digest_of(secret)) if secret else None
    is_ours = token is not None and (token.athlete, token.purpose) == (keyring.athlete, purpose)
    return FeedLink(secret, token) if token and is_ours and token.holds(now) else None


def roll_feed_link(keyring: Keyring, purpose: Purpose, *, now: datetime) -> FeedLink:
    """Open it by a new secret; the old one opens nothing from now on."""
    _revoke(keyring, purpose)
    if purpose is Purpose.BUSY_FEED:
        keyring.vault.discard(ID_KEY)
    secret = secrets.token_urlsafe(BYTES)
    keyring.vault.keep(_name(purpose), secret)
    token = Token(digest_of(secret), keyring.athlete, purpose, now)
    keyring.tokens.keep(token)
    return FeedLink(secret, token)


def revoke_feed_link(keyring: Keyring, purpose: Purpose) -> bool:
    """Close it, until it is rolled; whether it was open."""
    was_open = _revoke(keyring, purpose)
    # Kept as nothing: what is not there at all was never opened, and would be at the next look.
    keyring.vault.keep(_name(purpose), "")
    return was_open


def id_key(vault: Vault) -> bytes:
    """What makes the ids in the busy-only twin such as nobody can work out from a session's name."""
    kept = vault.secret(ID_KEY)
    if kept is None:
        kept = secrets.token_urlsafe(BYTES)
        vault.keep(ID_KEY, kept)
    return kept.encode()


def _secret(keyring: Keyring, purpose: Purpose) -> str | None:
    try:
        return keyring.vault.secret(_name(purpose))
    except VaultLocked as error:
        hint = LOCKED if error.hint == VaultLocked.hint else error.hint
        raise VaultLocked(reason=error.facts["reason"], hint=hint) from error


def _revoke(keyring: Keyring, purpose: Purpose) -> bool:
    standing = keyring.tokens.of(keyring.athlete, purpose)
    return sum(keyring.tokens.revoke(token.digest) for token in standing) > 0


def _name(purpose: Purpose) -> str:
    return f"feed:{purpose.value}"
