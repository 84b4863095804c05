"""The ledger in memory and the one in the database keep one contract."""

import pytest

from service.ports.ledger import Ledger
from service.storage.database import Database
from service.storage.stores.ledger import DatabaseLedger
from tests.contracts.ledger import LedgerContract
from tests.fakes.ledger import FakeLedger


class TestFakeLedger(LedgerContract):
    @pytest.fixture
    def ledger(self) -> Ledger:
        return FakeLedger()

    @pytest.fixture
    def twin(self, ledger: Ledger) -> Ledger:
        return ledger

    @pytest.fixture
    def stranger(self) -> Ledger:
        return FakeLedger()


class TestDatabaseLedger(LedgerContract):
    @pytest.fixture
    def ledger(self, database: Database, athlete: str) -> Ledger:
        return DatabaseLedger(database, athlete)

    @pytest.fixture
    def twin(self, elsewhere: Database, athlete: str) -> Ledger:
        return DatabaseLedger(elsewhere, athlete)

    @pytest.fixture
    def stranger(self, database: Database, athlete: str) -> Ledger:
        return DatabaseLedger(database, f"not {athlete}")
