"""The vault in memory and the one in the database keep one contract."""

from pathlib import Path

import pytest

from service.ports.vault import Vault
from service.storage.database import Database
from service.storage.keys import Keys
from service.storage.stores.vault import DatabaseVault
from tests.contracts.vault import VaultContract
from tests.fakes.vault import FakeVault


class TestFakeVault(VaultContract):
    @pytest.fixture
    def vault(self) -> Vault:
        return FakeVault()

    @pytest.fixture
    def twin(self, vault: Vault) -> Vault:
        return vault

    @pytest.fixture
    def stranger(self) -> Vault:
        return FakeVault()


class TestDatabaseVault(VaultContract):
    @pytest.fixture
    def keys(self, tmp_path: Path) -> Keys:
        return Keys({}, tmp_path / "key")

    @pytest.fixture
    def vault(self, database: Database, athlete: str, keys: Keys) -> Vault:
        return DatabaseVault(database, athlete, keys)

    @pytest.fixture
    def twin(self, elsewhere: Database, athlete: str, keys: Keys) -> Vault:
        return DatabaseVault(elsewhere, athlete, keys)

    @pytest.fixture
    def stranger(self, database: Database, athlete: str, keys: Keys) -> Vault:
        return DatabaseVault(database, f"not {athlete}", keys)
