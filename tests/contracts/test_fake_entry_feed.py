"""The fake feed keeps the contract of the real ones, so that tests may rely on it."""

import pytest

from service.ports.entry_feed import EntryFeed
from tests.contracts.entry_feed import EntryFeedContract
from tests.fakes.entry_feed import FakeEntryFeed


class TestFakeEntryFeed(EntryFeedContract):
    @pytest.fixture
    def feed(self) -> EntryFeed:
        return FakeEntryFeed()
