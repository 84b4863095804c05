"""The job store in memory and the one in the database keep one contract."""

import pytest

from service.ports.job_store import JobStore
from service.storage.database import Database
from service.storage.stores.job_store import DatabaseJobStore
from tests.contracts.job_store import JobStoreContract
from tests.fakes.job_store import FakeJobStore


class TestFakeJobStore(JobStoreContract):
    @pytest.fixture
    def store(self) -> JobStore:
        return FakeJobStore()

    @pytest.fixture
    def twin(self, store: JobStore) -> JobStore:
        return store


class TestDatabaseJobStore(JobStoreContract):
    @pytest.fixture
    def store(self, database: Database) -> JobStore:
        return DatabaseJobStore(database)

    @pytest.fixture
    def twin(self, elsewhere: Database) -> JobStore:
        return DatabaseJobStore(elsewhere)
