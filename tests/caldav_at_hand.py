"""Fixtures: an account with an empty calendar on each real CalDAV server."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.caldav_accounts import Account


@pytest.fixture(scope="module", params=["radicale", "xandikos"])
def account(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator["Account"]:
    # What it loads is for those tests alone.
    from tests.caldav_accounts import account_on

    with account_on(request.param, tmp_path_factory.mktemp(request.param)) as account:
        yield account


@pytest.fixture
def url(account: "Account", monkeypatch: pytest.MonkeyPatch) -> str:
    """A calendar that holds nothing, the password in place."""
    from tests.caldav_accounts import PASSWORD_IN_PLACE

    for name, value in PASSWORD_IN_PLACE.items():
        monkeypatch.setenv(name, value)
    return account.new_calendar()
