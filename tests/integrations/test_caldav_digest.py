"""A server that takes only HTTP Digest gets the password's digest, and nobody else gets anything."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace

import pytest

from integrations.caldav.client import CalDavClient
from integrations.caldav.entry_sink import CalDavEntrySink
from integrations.caldav.wire import PRINCIPAL
from service.errors import CalendarUnreadable
from tests.caldav_accounts import PASSWORD_IN_PLACE, VARIABLE, Account, account_on
from tests.contracts.entry_sink import LONG_AGO, visible
from tests.dav_proxy import Asked, Forward, Said, proxied
from tests.entries import entry
from tests.radicale_server import PASSWORD, USER

BASIC = "Basic " + b64encode(f"{USER}:{PASSWORD}".encode()).decode()
ALGORITHMS = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}


class Baikal:
    """Demands Digest, as Baïkal does by default; whoever knows the password gets to the server behind it."""

    def __init__(self, algorithm: str = "MD5", *, qop: str = "auth") -> None:
        self.algorithm, self.qop = algorithm, qop
        self.nonce = "abc123"

    def __call__(self, asked: Asked, forward: Forward) -> Said:
        if not self._knows(asked):
            challenge = f'realm="BaikalDAV", nonce="{self.nonce}", opaque="x", algorithm={self.algorithm}'
            return Said(401, {"WWW-Authenticate": f'Digest {challenge}, qop="{self.qop}"'})
        return forward(replace(asked, headers={**asked.headers, "Authorization": BASIC}))

    def _knows(self, asked: Asked) -> bool:
        scheme, _, said = asked.headers.get("Authorization", "").partition(" ")
        if scheme != "Digest":
            return False
        told = dict(re.findall(r'(\w+)="?([^",]*)"?', said))
        digest = ALGORITHMS[self.algorithm]
        own = digest(f"{USER}:BaikalDAV:{PASSWORD}".encode()).hexdigest()
        what = digest(f"{asked.method}:{asked.path}".encode()).hexdigest()
        answer = ":".join([own, told["nonce"], told["nc"], told["cnonce"], told["qop"], what])
        said_and_known = (told["nonce"], told["uri"], told["response"])
        return said_and_known == (self.nonce, asked.path, digest(answer.encode()).hexdigest())


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    with account_on("radicale", tmp_path_factory.mktemp("radicale")) as account:
        yield account


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in PASSWORD_IN_PLACE.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_entries_are_written_changed_and_deleted(behind: Account, algorithm: str) -> None:
    url = behind.new_calendar()
    with proxied(behind.url, Baikal(algorithm)) as dav:
        sink = CalDavEntrySink(behind.target(url.replace(behind.url, dav.url)))
        made = sink.create(entry())
        updated = sink.update(made, entry(title="Legs", sequence=1))
        assert [visible(one.entry) for one in sink.shown(since=LONG_AGO)] == [visible(updated.entry)]
        sink.delete(updated)
        assert sink.shown(since=LONG_AGO) == ()
        schemes = [asked.headers.get("Authorization", "").partition(" ")[0] for asked in dav.asked]
    # Once turned down, the password itself is not sent again.
    assert schemes.count("Basic") == 1
    assert schemes[0] == "Basic"


def test_a_nonce_that_has_expired_is_replaced(behind: Account) -> None:
    url, server = behind.new_calendar(), Baikal()
    with proxied(behind.url, server) as dav:
        sink = CalDavEntrySink(behind.target(url.replace(behind.url, dav.url)))
        made = sink.create(entry())
        server.nonce = "def456"
        sink.delete(made)
        assert sink.shown(since=LONG_AGO) == ()


def test_a_wrong_password_is_told_as_such(behind: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    url = behind.new_calendar()
    monkeypatch.setenv(VARIABLE, "wrong")
    with proxied(behind.url, Baikal()) as dav:
        sink = CalDavEntrySink(behind.target(url.replace(behind.url, dav.url)))
        with pytest.raises(CalendarUnreadable, match="does not accept the password"):
            sink.shown(since=LONG_AGO)


def test_a_kind_of_digest_nobody_knows_is_told(behind: Account) -> None:
    with proxied(behind.url, Baikal(qop="auth-int")) as dav:
        client = CalDavClient(replace(behind.access, url=dav.url), None, name="home")
        with pytest.raises(CalendarUnreadable, match=r"home could not be read.*kind of HTTP Digest"):
            client.properties(dav.url, [PRINCIPAL])


def test_a_server_that_is_redirected_to_gets_nothing(behind: Account) -> None:
    with proxied(behind.url, Baikal()) as thief:

        def redirecting(asked: Asked, forward: Forward) -> Said:
            answer = Baikal()(asked, forward)
            other = thief.url.replace("127.0.0.1", "localhost")
            return answer if answer.status == 401 else Said(302, {"Location": other})

        with proxied(behind.url, redirecting) as dav:
            client = CalDavClient(replace(behind.access, url=dav.url), None, name="home")
            with pytest.raises(CalendarUnreadable, match="is not told your password"):
                client.properties(dav.url, [PRINCIPAL])
        assert thief.asked == []
