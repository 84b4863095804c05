"""The CalDAV sink keeps the contract of every sink, on two independent servers."""

import pytest

from integrations.caldav.entry_sink import CalDavEntrySink
from service.ports.entry_sink import EntrySink
from tests.caldav_accounts import Account
from tests.contracts.entry_sink import EntrySinkContract


class TestCalDavEntrySink(EntrySinkContract):
    @pytest.fixture
    def sink(self, account: Account, url: str) -> EntrySink:
        return CalDavEntrySink(account.target(url))

    @pytest.fixture
    def twin(self, account: Account, url: str) -> EntrySink:
        return CalDavEntrySink(account.target(url))
