"""A secret that opens something of an athlete's to whoever bears it, known by its digest alone."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Purpose(StrEnum):
    """What a token opens."""

    FEED = "feed"
    BUSY_FEED = "busy-feed"
    SIGN_IN = "sign-in"
    SESSION = "session"


@dataclass(frozen=True)
class Token:
    """One secret as it is remembered.

    Shape: `digest` is what `digest_of` makes of the secret, which is nowhere kept in the clear. `ends_at`
    is None for one that holds until it is revoked. `seen_at`, `seen_by` (a client's own name) and `uses`
    tell who came with it last, and how often somebody has.
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
        """Whether it has not ended."""
        return self.ends_at is None or now < self.ends_at


def digest_of(secret: str) -> str:
    """What is kept of a secret.

    Shape: SHA-256 in hex. A slow hash would gain nothing: the secrets are 256 random bits, not words.
    """
    return hashlib.sha256(secret.encode(errors="surrogatepass")).hexdigest()
