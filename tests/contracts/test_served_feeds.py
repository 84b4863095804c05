"""The served feed in memory and the one in the database keep one contract."""

import pytest

from service.ports.served_feed import ServedFeed
from service.storage.database import Database
from service.storage.stores.served_feed import DatabaseServedFeed
from tests.contracts.served_feed import ServedFeedContract
from tests.fakes.served_feed import FakeServedFeed


class TestFakeServedFeed(ServedFeedContract):
    @pytest.fixture
    def feed(self) -> ServedFeed:
        return FakeServedFeed()

    @pytest.fixture
    def twin(self, feed: ServedFeed) -> ServedFeed:
        return feed

    @pytest.fixture
    def stranger(self) -> ServedFeed:
        return FakeServedFeed()


class TestDatabaseServedFeed(ServedFeedContract):
    @pytest.fixture
    def feed(self, database: Database, athlete: str) -> ServedFeed:
        return DatabaseServedFeed(database, athlete)

    @pytest.fixture
    def twin(self, elsewhere: Database, athlete: str) -> ServedFeed:
        return DatabaseServedFeed(elsewhere, athlete)

    @pytest.fixture
    def stranger(self, database: Database, athlete: str) -> ServedFeed:
        return DatabaseServedFeed(database, f"not {athlete}")
