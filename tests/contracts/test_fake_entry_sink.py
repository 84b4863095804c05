"""The fake keeps the contract of the real ones, so that tests may lean on it."""

import pytest

from service.ports.entry_sink import EntrySink
from tests.contracts.entry_sink import EntrySinkContract
from tests.fakes.entry_sink import FakeEntrySink


class TestFakeEntrySink(EntrySinkContract):
    @pytest.fixture
    def sink(self) -> EntrySink:
        return FakeEntrySink()
