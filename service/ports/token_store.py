"""The tokens of all athletes."""

from datetime import datetime
from typing import Protocol

from service.domain.token import Purpose, Token


class TokenStore(Protocol):
    """What opens something of an athlete's; every change is durable when it returns."""

    def keep(self, token: Token) -> None:
        """Keep one more."""

    def find(self, digest: str) -> Token | None:
        """The one of that digest, ended or not; None when there is none."""

    def every(self, purpose: Purpose) -> tuple[Token, ...]:
        """Those for one purpose, of all athletes, the oldest first."""

    def of(self, athlete: str, purpose: Purpose) -> tuple[Token, ...]:
        """Those of one athlete for one purpose, the oldest first."""

    def revoke(self, digest: str) -> bool:
        """Forget one; whether it was known."""

    def seen(self, digest: str, *, at: datetime, by: str, uses: int = 1) -> None:
        """Note who came with it last, and how often since it was noted; nothing when it is not known."""

    def discard_ended(self, now: datetime) -> int:
        """Forget those that have ended; how many."""
