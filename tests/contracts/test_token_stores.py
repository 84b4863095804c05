"""The token store in memory and the one in the database keep one contract."""

import pytest

from service.ports.token_store import TokenStore
from service.storage.database import Database
from service.storage.stores.token_store import DatabaseTokenStore
from tests.contracts.token_store import TokenStoreContract
from tests.fakes.token_store import FakeTokenStore


class TestFakeTokenStore(TokenStoreContract):
    @pytest.fixture
    def store(self) -> TokenStore:
        return FakeTokenStore()

    @pytest.fixture
    def twin(self, store: TokenStore) -> TokenStore:
        return store


class TestDatabaseTokenStore(TokenStoreContract):
    @pytest.fixture
    def store(self, database: Database) -> TokenStore:
        return DatabaseTokenStore(database)

    @pytest.fixture
    def twin(self, elsewhere: Database) -> TokenStore:
        return DatabaseTokenStore(elsewhere)
