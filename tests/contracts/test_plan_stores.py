"""The plan store in memory and the one in the database keep one contract."""

import pytest

from service.ports.plan_store import PlanStore
from service.storage.database import Database
from service.storage.stores.plan_store import DatabasePlanStore
from tests.contracts.plan_store import PlanStoreContract
from tests.fakes.plan_store import FakePlanStore


class TestFakePlanStore(PlanStoreContract):
    @pytest.fixture
    def store(self) -> PlanStore:
        return FakePlanStore()

    @pytest.fixture
    def twin(self, store: PlanStore) -> PlanStore:
        return store

    @pytest.fixture
    def stranger(self) -> PlanStore:
        return FakePlanStore()


class TestDatabasePlanStore(PlanStoreContract):
    @pytest.fixture
    def store(self, database: Database, athlete: str) -> PlanStore:
        return DatabasePlanStore(database, athlete)

    @pytest.fixture
    def twin(self, elsewhere: Database, athlete: str) -> PlanStore:
        return DatabasePlanStore(elsewhere, athlete)

    @pytest.fixture
    def stranger(self, database: Database, athlete: str) -> PlanStore:
        return DatabasePlanStore(database, f"not {athlete}")
