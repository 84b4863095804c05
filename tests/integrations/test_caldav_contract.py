"""CalDAV keeps the contract of every sink, on two servers that have nothing in common."""

from collections.abc import Iterator

import pytest

from integrations.caldav.entry_sink import CalDavEntrySink
from service.ports.entry_sink import EntrySink
from tests.caldav_accounts import PASSWORD_IN_PLACE, SERVERS, Account, account_on
from tests.contracts.entry_sink import EntrySinkContract


@pytest.fixture(scope="module", params=SERVERS)
def account(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    with account_on(request.param, tmp_path_factory.mktemp(request.param)) as account:
        yield account


@pytest.fixture
def url(account: Account, monkeypatch: pytest.MonkeyPatch) -> str:
    for name, value in PASSWORD_IN_PLACE.items():
        monkeypatch.setenv(name, value)
    return account.new_calendar()


class TestCalDavEntrySink(EntrySinkContract):
    @pytest.fixture
    def sink(self, account: Account, url: str) -> EntrySink:
        return CalDavEntrySink(account.target(url))

    @pytest.fixture
    def twin(self, account: Account, url: str) -> EntrySink:
        return CalDavEntrySink(account.target(url))
