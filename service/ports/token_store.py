"""The store of the tokens of all athletes."""

from datetime import datetime
from typing import Protocol

from service.domain.token import Purpose, Token


class TokenStore(Protocol):
    """The tokens that open something of an athlete; every change is durable when it returns."""

    def keep(self, token: Token) -> None:
        """Stores one more token."""

    def find(self, digest: str) -> Token | None:
        """The token with that digest, valid or ended; None when there is none."""

    def every(self, purpose: Purpose) -> tuple[Token, ...]:
        """The tokens of all athletes for one purpose, the oldest first."""

    def of(self, athlete: str, purpose: Purpose) -> tuple[Token, ...]:
        """The tokens of one athlete for one purpose, the oldest first."""

    def revoke(self, digest: str) -> bool:
        """Deletes a token; False when it is unknown."""

    def seen(self, digest: str, *, at: datetime, by: str, uses: int = 1) -> None:
        """Records who used a token last, and adds `uses` to its count; does nothing when it is unknown."""

    def discard_ended(self, now: datetime) -> int:
        """Deletes the tokens that have ended, and returns how many."""
