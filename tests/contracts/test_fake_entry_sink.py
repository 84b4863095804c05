"""The fake sink keeps the contract of the real ones, so that tests may rely on it."""

import pytest

from service.ports.entry_sink import EntrySink
from tests.contracts.entry_sink import EntrySinkContract
from tests.fakes.entry_sink import Calendar, FakeEntrySink


class TestFakeEntrySink(EntrySinkContract):
    @pytest.fixture
    def calendar(self) -> Calendar:
        return Calendar()

    @pytest.fixture
    def sink(self, calendar: Calendar) -> EntrySink:
        return FakeEntrySink(calendar)

    @pytest.fixture
    def twin(self, calendar: Calendar) -> EntrySink:
        return FakeEntrySink(calendar)
