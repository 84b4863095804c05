"""A service with two athletes: one with planned weeks, and one who has just been added."""

import re
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import httpx2

from tests.fakes.clock import FakeClock
from tests.office_life import NOW, live, service_in

if TYPE_CHECKING:
    from service.web.service import Service

LIVED, NEW = "robin", "bea"

BEA = """[athlete]
id = "bea"
goal = "muscle"
level = "beginner"
timezone = "Europe/Berlin"
"""

FORM = re.compile(r'name="csrf-token" content="([^"]+)"')


def move_in_together(folder: Path) -> None:
    """Have both of them on the roster of the service in the folder."""
    live(folder)
    service = service_in(folder, FakeClock(NOW))
    with closing(service.directory.database):
        enrol_both(service, folder)


def enrol_both(service: "Service", folder: Path) -> None:
    """The same, wherever the folder has been copied to."""
    from service.ports.roster import Enrolled

    (folder / "bea.toml").write_text(BEA)
    for name, file in ((LIVED, "config.toml"), (NEW, "bea.toml")):
        service.directory.roster.enrol(Enrolled(name, folder / file, NOW))


def link_secret(service: "Service", name: str) -> str:
    """What stands in the sign-in link of one of them."""
    from service.usecases.credentials.sign_in_link import sign_in_link

    return sign_in_link(name, service.tokens, service.directory.of(name).archive.vault, now=NOW)


@dataclass
class Browser:
    """A browser with cookies; every request carries the headers that were set."""

    address: str
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # Nothing is asked over TLS, for which a client would get ready at length.
        self.client = httpx2.Client(base_url=self.address, headers=self.headers, timeout=60, verify=False)

    def get(self, path: str, **headers: str) -> httpx2.Response:
        """Open a page."""
        return self.client.get(path, headers=headers)

    def csrf(self, path: str = "/nothing-here") -> str:
        """What the forms of a page bear."""
        found = FORM.search(self.get(path).text)
        assert found
        return found[1]

    def send(self, path: str, **form: str) -> httpx2.Response:
        """Send a form of ours."""
        return self.client.post(path, data={"csrf": self.csrf(), **form})

    def sign_in(self, secret: str) -> httpx2.Response:
        """Open a sign-in link, and press its button."""
        path = f"/sign-in/{secret}"
        return self.client.post(path, data={"csrf": self.csrf(path)})

    def close(self) -> None:
        """Leave."""
        self.client.close()
