"""A TokenStore in memory."""

from dataclasses import replace
from datetime import datetime

from service.domain.token import Purpose, Token


class FakeTokenStore:
    """A TokenStore that forgets everything with its process."""

    def __init__(self) -> None:
        self._tokens: dict[str, Token] = {}

    def keep(self, token: Token) -> None:
        self._tokens[token.digest] = token

    def find(self, digest: str) -> Token | None:
        return self._tokens.get(digest)

    def every(self, purpose: Purpose) -> tuple[Token, ...]:
        found = (token for token in self._tokens.values() if token.purpose is purpose)
        return tuple(sorted(found, key=lambda token: (token.made_at, token.digest)))

    def of(self, athlete: str, purpose: Purpose) -> tuple[Token, ...]:
        return tuple(token for token in self.every(purpose) if token.athlete == athlete)

    def revoke(self, digest: str) -> bool:
        return self._tokens.pop(digest, None) is not None

    def seen(self, digest: str, *, at: datetime, by: str, uses: int = 1) -> None:
        token = self._tokens.get(digest)
        if token:
            self._tokens[digest] = replace(token, seen_at=at, seen_by=by, uses=token.uses + uses)

    def discard_ended(self, now: datetime) -> int:
        ended = [token.digest for token in self._tokens.values() if not token.holds(now)]
        return sum(map(self.revoke, ended))
