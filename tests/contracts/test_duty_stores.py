"""The duty store in memory and the one in the database keep one contract."""

import pytest

from service.ports.duty_store import DutyStore
from service.storage.database import Database
from service.storage.duty_store import DatabaseDutyStore
from tests.contracts.duty_store import DutyStoreContract
from tests.fakes.duty_store import FakeDutyStore


class TestFakeDutyStore(DutyStoreContract):
    @pytest.fixture
    def store(self) -> DutyStore:
        return FakeDutyStore()

    @pytest.fixture
    def twin(self, store: DutyStore) -> DutyStore:
        return store


class TestDatabaseDutyStore(DutyStoreContract):
    @pytest.fixture
    def store(self, database: Database) -> DutyStore:
        return DatabaseDutyStore(database)

    @pytest.fixture
    def twin(self, elsewhere: Database) -> DutyStore:
        return DatabaseDutyStore(elsewhere)
