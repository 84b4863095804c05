"""An athlete with a plan that the test writes, and the served feed of that plan."""

import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from service.domain.token import Purpose
from tests.entries import MADE_AT
from tests.fakes.clock import FakeClock
from tests.versions import version
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from service.athletes.context import AthleteContext
    from service.domain.entry import Entry
    from service.ports.token_store import TokenStore
    from service.storage.database import Database
    from service.usecases.credentials.feed_links import Keyring
    from service.web.service import Service

CONFIG = '[athlete]\nid = "robin"\ntimezone = "Europe/Berlin"\n'


@dataclass
class Answer:
    """What came back, as it came."""

    status: int
    headers: dict[str, str]
    body: bytes

    def __getitem__(self, header: str) -> str:
        return self.headers[header]


def ask(url: str, method: str = "GET", **headers: str) -> Answer:
    """Ask without anything that a client library would add or undo; `_` in a header's name is a dash."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
    try:
        connection.putrequest(method, parts.path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        return Answer(
            answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read()
        )
    finally:
        connection.close()


@dataclass
class FeedLife:
    """One athlete in one database, with a service over it that is asked at `base` while it is served."""

    folder: Path
    database: "Database"
    service: "Service"
    base: str = field(default="", init=False)

    @property
    def context(self) -> "AthleteContext":
        return self.service.directory.of("robin")

    @property
    def keyring(self) -> "Keyring":
        from service.usecases.credentials.feed_links import Keyring

        return Keyring("robin", self.service.tokens, self.context.archive.vault)

    def plan(self, *entries: "Entry") -> None:
        """Have another version of the plan stand, as another process does."""
        self.context.archive.plans.add(version(entries=entries))

    def url(self, purpose: Purpose = Purpose.FEED) -> str:
        """Where the feed is, opened if it never was."""
        from service.usecases.credentials.feed_links import feed_link

        opened = feed_link(self.keyring, purpose, now=MADE_AT)
        assert opened is not None
        self.service.feed_cache.invalidate()
        return opened.url(self.base)


@contextmanager
def life_in(
    folder: Path, *, tokens: "TokenStore | None" = None, trusted: tuple[str, ...] = ()
) -> Iterator[FeedLife]:
    """A life whose files lie in the folder, its feed served."""
    from service.athletes.directory import AthleteDirectory
    from service.config.serving import Serving
    from service.storage.database import Database
    from service.storage.stores.token_store import DatabaseTokenStore
    from service.web.service import Service
    from tests.served import served

    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    with Database.at(str(folder / "liftrun.db")) as database:
        directory = AthleteDirectory(database, folder / "config.toml", lambda: ZoneInfo("UTC"))
        kept = tokens or DatabaseTokenStore(database)
        service = Service(directory, kept, FakeClock(MADE_AT), Serving(trusted_proxies=trusted))
        life = FeedLife(folder, database, service)
        with served(service) as life.base:
            yield life
