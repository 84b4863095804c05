"""The source memory in memory and the one in the database keep one contract."""

import pytest

from service.ports.source_memory import SourceMemory
from service.storage.database import Database
from service.storage.stores.source_memory import DatabaseSourceMemory
from tests.contracts.source_memory import SourceMemoryContract
from tests.fakes.source_memory import FakeSourceMemory


class TestFakeSourceMemory(SourceMemoryContract):
    @pytest.fixture
    def memory(self) -> SourceMemory:
        return FakeSourceMemory()

    @pytest.fixture
    def twin(self, memory: SourceMemory) -> SourceMemory:
        return memory

    @pytest.fixture
    def stranger(self) -> SourceMemory:
        return FakeSourceMemory()


class TestDatabaseSourceMemory(SourceMemoryContract):
    @pytest.fixture
    def memory(self, database: Database, athlete: str) -> SourceMemory:
        return DatabaseSourceMemory(database, athlete)

    @pytest.fixture
    def twin(self, elsewhere: Database, athlete: str) -> SourceMemory:
        return DatabaseSourceMemory(elsewhere, athlete)

    @pytest.fixture
    def stranger(self, database: Database, athlete: str) -> SourceMemory:
        return DatabaseSourceMemory(database, f"not {athlete}")
