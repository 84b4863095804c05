"""An account on each real CalDAV server that the tests start, with calendars made afresh."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

from integrations._shared.feed_settings import FeedSettings
from integrations.caldav.client import CalDavClient
from integrations.caldav.settings import CalDavAccess, CalDavSettings, CalDavTarget
from tests.radicale_server import PASSWORD, USER, radicale
from tests.xandikos_server import xandikos

VARIABLE = "LIFTRUN_TEST_PASSWORD"
BERLIN = ZoneInfo("Europe/Berlin")
SERVERS = {"radicale": (radicale, f"/{USER}/"), "xandikos": (xandikos, "/user/calendars/")}


@dataclass(frozen=True)
class Account:
    """One account: its address, and the collection in which its calendars are created."""

    url: str
    home: str

    @property
    def access(self) -> CalDavAccess:
        """How the adapter comes in; the password is expected in the environment."""
        return CalDavAccess(self.url, USER, VARIABLE, allow_hosts=("127.0.0.1",))

    def client(self) -> CalDavClient:
        """A hand of the athlete's own app."""
        return CalDavClient(self.access, None, name="app")

    def new_calendar(self, name: str = "Training") -> str:
        """The URL of a calendar that holds nothing."""
        url = f"{self.url.rstrip('/')}{self.home}{uuid4().hex}/"
        answer = self.client().make_calendar(url, name)
        assert answer.status == 201, answer
        return url

    def target(self, url: str, zone: ZoneInfo = BERLIN) -> CalDavTarget:
        """That calendar as one to write to."""
        return CalDavTarget("Training", replace(self.access, url=url), FeedSettings(zone))

    def settings(self, url: str, zone: ZoneInfo = BERLIN) -> CalDavSettings:
        """That calendar as one to read."""
        return CalDavSettings("home", zone, replace(self.access, url=url))


@contextmanager
def account_on(server: str, folder: Path) -> Iterator[Account]:
    """An account on a server of that name, which runs until the block ends."""
    start, home = SERVERS[server]
    with start(folder) as url:
        yield Account(url, home)


PASSWORD_IN_PLACE = {VARIABLE: PASSWORD}
