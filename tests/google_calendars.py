"""Sources and sinks over the local Google server, already logged in."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from integrations._shared.feed_settings import FeedSettings
from integrations.google.busy_source import GoogleBusySource
from integrations.google.entry_sink import GoogleEntrySink
from integrations.google.scopes import for_all
from integrations.google.settings import GoogleAccess, GoogleSettings, GoogleTarget
from integrations.google.stored_login import StoredLogin
from service.domain.span import Span
from service.ports.busy_source import Reading
from service.ports.source_memory import SourceMemory
from tests.fakes.google_server import GoogleServer
from tests.fakes.vault import FakeVault

BERLIN = ZoneInfo("Europe/Berlin")
LOGGED_IN = datetime(2026, 11, 20, 8, tzinfo=UTC)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
WEEK = Span.lasting(datetime(2026, 11, 22, 23, tzinfo=UTC), timedelta(days=7))


@dataclass
class GoogleHands:
    """Sources and sinks of a logged-in athlete; `paused` are the waits that were skipped."""

    google: GoogleServer
    access: GoogleAccess
    vault: FakeVault = field(default_factory=FakeVault)
    paused: list[float] = field(default_factory=list)

    def log_in(self, *scopes: str, at: datetime = LOGGED_IN) -> None:
        given: Any = self.google.authorized_user(*scopes)
        kept = StoredLogin(
            refresh_token=given["refresh_token"],
            client_id=given["client_id"],
            client_secret=given["client_secret"],
            token_uri=given["token_uri"],
            scopes=tuple(given["scopes"]),
            logged_in_at=at,
        )
        self.vault.keep(self.access.secret, kept.to_json())

    def settings(self, calendar: str = "primary", **more: Any) -> GoogleSettings:
        return GoogleSettings("Mine", BERLIN, access=self.access, calendar=calendar, **more)

    def source(
        self, calendar: str = "primary", memory: SourceMemory | None = None, **more: Any
    ) -> GoogleBusySource:
        settings = self.settings(calendar, **more)
        return GoogleBusySource(settings, self.vault, memory, pause=self.paused.append)

    def read(self, calendar: str = "primary", *, window: Span = WEEK, **more: Any) -> Reading:
        return self.source(calendar, **more).read(window, now=NOW)

    def target(self, calendar: str = "Training", **more: Any) -> GoogleTarget:
        look = more.pop("look", FeedSettings(BERLIN))
        return GoogleTarget("My training", self.access, look, calendar=calendar, **more)

    def sink(
        self,
        calendar: str = "Training",
        *,
        looks_only: bool = False,
        memory: SourceMemory | None = None,
        anew: bool = False,
        **more: Any,
    ) -> GoogleEntrySink:
        target = self.target(calendar, **more)
        return GoogleEntrySink(
            target, self.vault, memory, looks_only=looks_only, anew=anew, pause=self.paused.append
        )


def google_hands(google: GoogleServer, **access: Any) -> GoogleHands:
    """Somebody who has consented to what reading the primary calendar and writing to a new one takes."""
    given = GoogleAccess(
        api_root=google.url, token_uri=f"{google.url}/token", revoke_uri=f"{google.url}/revoke", **access
    )
    hands = GoogleHands(google, given)
    hands.log_in(*for_all([hands.settings(), hands.settings("by name")], [hands.target()]))
    return hands
