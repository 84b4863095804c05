"""A secret that opens something of one athlete for its bearer; only its digest is stored."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Purpose(StrEnum):
    """The thing that a token opens."""

    FEED = "feed"
    BUSY_FEED = "busy-feed"
    SIGN_IN = "sign-in"
    SESSION = "session"


@dataclass(frozen=True)
class Token:
    """The stored state of one secret.

    Shape: `digest` is what `digest_of` makes of the secret; the secret itself is stored nowhere. `ends_at`
    is None for a token that is valid until it is revoked. `seen_at`, `seen_by` (the client's own name) and
    `uses` say who used it last, and how often it was used.
    """

    digest: str
    athlete: str
    purpose: Purpose
    made_at: datetime
    ends_at: datetime | None = None
    seen_at: datetime | None = None
    seen_by: str = ""
    uses: int = 0

    def holds(self, now: datetime) -> bool:
        """Whether it is still valid."""
        return self.ends_at is None or now < self.ends_at


def digest_of(secret: str) -> str:
    """The digest that is stored in place of a secret.

    Shape: SHA-256 in hex. A slow hash would gain nothing: the secrets are 256 random bits, not words.
    """
    return hashlib.sha256(secret.encode(errors="surrogatepass")).hexdigest()
