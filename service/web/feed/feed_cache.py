"""Caches every feed that a token opens, ready to be sent."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from hmac import compare_digest
from typing import TYPE_CHECKING

from service.domain.token import Purpose, Token, digest_of
from service.errors import LiftrunError, UsageError
from service.usecases.credentials.feed_links import FEEDS, id_key
from service.usecases.syncing.update_feed import update_feed
from service.web.access.limit import Limit
from service.web.feed.feed_version import FeedVersion
from service.web.feed.recent_value import RecentValue
from service.web.feed.visits import Visits

if TYPE_CHECKING:
    from service.athletes.context import AthleteContext
    from service.athletes.directory import AthleteDirectory
    from service.config import Config
    from service.ports.clock import Clock
    from service.ports.token_store import TokenStore

GUESSES, WITHIN = 30, timedelta(minutes=1)
"""How many wrong secrets one address may try in that time."""

log = logging.getLogger("liftrun.feed")

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class _FeedState:
    """Everything that determines the bytes of one feed."""

    version: int
    changed_at: datetime
    config: "Config"


class FeedCache:
    """Finds the feed of a secret in memory; the database is read at most once a second.

    Shape: a change of tokens, plans or configuration by another process shows within two seconds.
    """

    def __init__(self, directory: "AthleteDirectory", tokens: "TokenStore", clock: "Clock") -> None:
        self.visits = Visits(tokens)
        self.guesses = Limit(GUESSES, WITHIN)
        self._directory = directory
        self._tokens = tokens
        self._clock = clock
        self._open = RecentValue(self._read_tokens)
        self._feeds: dict[tuple[str, Purpose], RecentValue[FeedVersion | None]] = {}
        self._made: dict[tuple[str, Purpose], tuple[_FeedState, FeedVersion]] = {}

    async def find(self, secret: str) -> tuple[str, FeedVersion] | None:
        """The digest of the secret and the feed that it opens; None when it opens nothing.

        Errors: StorageUnusable, VaultLocked, ConfigurationError, as long as nothing could ever be read.
        """
        digest = digest_of(secret)
        token = (await self._open.value()).get(digest)
        if token is None or not compare_digest(token.digest, digest) or not token.holds(self._clock.now()):
            return None
        feed_version = await self._feed(token.athlete, token.purpose).value()
        return None if feed_version is None else (digest, feed_version)

    def invalidate(self) -> None:
        """Makes the next request see what has just changed; may be called from any thread."""
        self._open.invalidate()
        for feed in tuple(self._feeds.values()):
            feed.invalidate()

    def settle(self) -> None:
        """Stores the latest fetches; may be called from any thread, also after the server has stopped."""
        try:
            self.visits.settle()
        except LiftrunError as error:
            log.warning("who fetched feeds last is not noted: %s", error)

    def _feed(self, athlete: str, purpose: Purpose) -> RecentValue[FeedVersion | None]:
        key = (athlete, purpose)
        if key not in self._feeds:
            self._feeds[key] = RecentValue(partial(self._read_feed, athlete, purpose))
        return self._feeds[key]

    def _read_tokens(self) -> Mapping[str, Token]:
        return {token.digest: token for purpose in FEEDS for token in self._tokens.every(purpose)}

    def _read_feed(self, athlete: str, purpose: Purpose) -> FeedVersion | None:
        try:
            context = self._directory.of(athlete)
        except UsageError:  # the athlete was removed
            return None
        now = self._clock.now()
        update_feed(context.archive.plans.head(), context.archive.feed, now=now)
        made_of = self._made_of(context, now)
        before = self._made.get((athlete, purpose))
        if before is not None and before[0] == made_of:
            return before[1]
        feed_version = _feed_version(context, purpose, made_of)
        self._made[athlete, purpose] = (made_of, feed_version)
        return feed_version

    def _made_of(self, context: "AthleteContext", now: datetime) -> _FeedState:
        feed = context.archive.feed
        changed_at = max(feed.shown_at or LONG_AGO, self._directory.written_at(context.athlete))
        return _FeedState(feed.version, min(changed_at, now), context.config)


def _feed_version(context: "AthleteContext", purpose: Purpose, made_of: _FeedState) -> FeedVersion:
    from service import bootstrap

    look = made_of.config.feed
    mask = id_key(context.archive.vault) if purpose is Purpose.BUSY_FEED else None
    written = bootstrap.written_feed(context.archive.feed.shown(), look, id_key=mask)
    return FeedVersion(written, changed_at=made_of.changed_at, refresh=look.refresh)
