"""The grants of people to clients, and the codes and tokens that belong to them.

Source: developers.google.com/identity/protocols/oauth2/{native-app,service-account} and .../oauth2#expiration
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from secrets import token_urlsafe

from tests.fakes.google.server_clock import ServerClock

ACCESS_LIFE = timedelta(seconds=3599)
CODE_LIFE = timedelta(minutes=10)
TESTING_LIFE = timedelta(days=7)


@dataclass
class Grant:
    """What one person let one client do; every token from it dies with it."""

    who: str
    client: str
    scopes: frozenset[str]
    given_at: datetime
    is_revoked: bool = False


@dataclass(frozen=True)
class Code:
    """An authorization code, good once and not for long."""

    grant: Grant
    redirect_uri: str
    challenge: str
    method: str
    is_offline: bool
    given_at: datetime


@dataclass
class Grants:
    """Shape: in `testing` a consent lasts seven days, as for apps whose consent screen is in testing."""

    clock: ServerClock
    testing: bool = False
    codes: dict[str, Code] = field(default_factory=dict)
    refresh: dict[str, Grant] = field(default_factory=dict)
    access: dict[str, tuple[Grant, datetime]] = field(default_factory=dict)

    def grant(self, who: str, client: str, scopes: AbstractSet[str]) -> Grant:
        return Grant(who, client, frozenset(scopes), self.clock.now())

    def refresh_token(self, grant: Grant) -> str:
        token = f"1//{token_urlsafe(32)}"
        self.refresh[token] = grant
        return token

    def access_token(self, grant: Grant) -> str:
        token = f"ya29.{token_urlsafe(32)}"
        self.access[token] = (grant, self.clock.now() + ACCESS_LIFE)
        return token

    def is_alive(self, grant: Grant) -> bool:
        is_over = self.testing and self.clock.now() - grant.given_at >= TESTING_LIFE
        return not grant.is_revoked and not is_over

    def holder(self, access_token: str) -> Grant | None:
        """Whose grant an access token proves, None when it proves nothing any more."""
        grant, expires = self.access.get(access_token, (None, None))
        if grant is None or expires is None or self.clock.now() >= expires or grant.is_revoked:
            return None
        return grant

    def revoke(self, token: str) -> bool:
        """Take back the grant behind either kind of token; whether there was one."""
        grant = self.refresh.get(token) or self.access.get(token, (None, None))[0]
        if grant is None or grant.is_revoked:
            return False
        grant.is_revoked = True
        return True

    def revoke_all(self) -> None:
        for grant in [*self.refresh.values(), *(grant for grant, _ in self.access.values())]:
            grant.is_revoked = True

    def has_consented(self, who: str, client: str) -> bool:
        """Whether an offline grant of that person to that client still stands."""
        return any((g.who, g.client) == (who, client) and self.is_alive(g) for g in self.refresh.values())
