"""The reading store in memory and the one in the database keep one contract."""

import pytest

from service.ports.reading_store import ReadingStore
from service.storage.database import Database
from service.storage.stores.reading_store import DatabaseReadingStore
from tests.contracts.reading_store import ReadingStoreContract
from tests.fakes.reading_store import FakeReadingStore


class TestFakeReadingStore(ReadingStoreContract):
    @pytest.fixture
    def store(self) -> ReadingStore:
        return FakeReadingStore()

    @pytest.fixture
    def twin(self, store: ReadingStore) -> ReadingStore:
        return store

    @pytest.fixture
    def stranger(self) -> ReadingStore:
        return FakeReadingStore()


class TestDatabaseReadingStore(ReadingStoreContract):
    @pytest.fixture
    def store(self, database: Database, athlete: str) -> ReadingStore:
        return DatabaseReadingStore(database, athlete)

    @pytest.fixture
    def twin(self, elsewhere: Database, athlete: str) -> ReadingStore:
        return DatabaseReadingStore(elsewhere, athlete)

    @pytest.fixture
    def stranger(self, database: Database, athlete: str) -> ReadingStore:
        return DatabaseReadingStore(database, f"not {athlete}")
