"""Creates, replaces and revokes the secret links by which others read an athlete's feed."""

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
    """The link to one feed: its secret, and the token that is stored for it."""

    secret: str
    token: Token

    def url(self, base: str) -> str:
        """The feed's address at the service whose address is `base`."""
        return f"{base.rstrip('/')}/feed/{self.secret}.ics"

    def webcal(self, base: str) -> str:
        """The same address with the scheme `webcal`, which a browser opens in a calendar app."""
        return f"webcal://{self.url(base).partition('://')[2]}"


@dataclass(frozen=True)
class Keyring:
    """One athlete's vault, and the store of all athletes' tokens.

    Errors: VaultLocked, StorageUnusable, from everything done with it.
    """

    athlete: str
    tokens: TokenStore
    vault: Vault


def feed_link(keyring: Keyring, purpose: Purpose, *, now: datetime) -> FeedLink | None:
    """Returns the current link of a feed; makes one if the feed never had one.

    Shape: None once the link was revoked, or when its token is no longer valid.
    """
    secret = _secret(keyring, purpose)
    if secret is None:
        return roll_feed_link(keyring, purpose, now=now)
    token = keyring.tokens.find(digest_of(secret)) if secret else None
    is_ours = token is not None and (token.athlete, token.purpose) == (keyring.athlete, purpose)
    return FeedLink(secret, token) if token and is_ours and token.holds(now) else None


def roll_feed_link(keyring: Keyring, purpose: Purpose, *, now: datetime) -> FeedLink:
    """Replaces a feed's link by one with a new secret; the old secret stops working at once."""
    _revoke(keyring, purpose)
    if purpose is Purpose.BUSY_FEED:
        keyring.vault.discard(ID_KEY)
    secret = secrets.token_urlsafe(BYTES)
    keyring.vault.keep(_name(purpose), secret)
    token = Token(digest_of(secret), keyring.athlete, purpose, now)
    keyring.tokens.keep(token)
    return FeedLink(secret, token)


def revoke_feed_link(keyring: Keyring, purpose: Purpose) -> bool:
    """Revokes a feed's link until it is rolled, and returns whether it was valid."""
    was_open = _revoke(keyring, purpose)
    # An empty secret, not no secret: `feed_link` makes a new link where none was ever stored.
    keyring.vault.keep(_name(purpose), "")
    return was_open


def id_key(vault: Vault) -> bytes:
    """Returns the stored key for ids in the busy-only feed, and makes it if there is none.

    With it nobody can work out such an id from a session's name.
    """
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
