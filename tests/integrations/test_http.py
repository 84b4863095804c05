"""The HTTP client, against a real server on loopback."""

import gzip
import socket
import time
import zlib
from dataclasses import replace
from datetime import timedelta

import pytest

from integrations._shared.http import HttpClient
from service.errors import AddressRefused, CalendarUnreadable
from tests.integrations.web_server import Reply, serving

BODY = b"BEGIN:VCALENDAR\r\n" * 100


def client(pauses: list[float] | None = None) -> HttpClient:
    """A client that may speak to loopback and does not really pause."""
    return HttpClient(
        name="work",
        allow_hosts=("127.0.0.1", "localhost"),
        time_limit=timedelta(seconds=5),
        size_limit=10_000,
        pause=(pauses if pauses is not None else []).append,
    )


def refused(url: str, using: HttpClient | None = None) -> CalendarUnreadable:
    """The error that asking for the URL ends in."""
    with pytest.raises(CalendarUnreadable) as caught:
        (using or client()).get(url, {})
    return caught.value


def test_a_document_is_answered_with_its_headers() -> None:
    with serving(Reply(body=BODY, headers={"ETag": '"1"'})) as server:
        answer = client().get(server.url + "feed?token=secret", {"Accept": "text/calendar"})
    assert (answer.status, answer.body, answer.headers["ETag"]) == (200, BODY, '"1"')
    (path, headers), *_ = server.asked
    assert path == "/feed?token=secret"
    assert (headers["Accept"], headers["User-Agent"]) == ("text/calendar", "liftrun")
    assert headers["Host"] == server.url.removeprefix("http://").rstrip("/")


def bare_deflate(octets: bytes) -> bytes:
    """Deflate as half of all servers send it, without zlib's header."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(octets) + packer.flush()


PACKED = {
    "gzip": ("gzip", gzip.compress(BODY)),
    "gzip that nobody mentions": ("", gzip.compress(BODY)),
    "gzip in gzip": ("gzip", gzip.compress(gzip.compress(BODY))),
    "gzip in two members": ("gzip", gzip.compress(BODY[:500]) + gzip.compress(BODY[500:])),
    "gzip with something after it": ("gzip", gzip.compress(BODY) + b"\0\0"),
    "said to be gzip": ("gzip", BODY),
    "deflate": ("deflate", zlib.compress(BODY)),
    "deflate, bare": ("deflate", bare_deflate(BODY)),
}


@pytest.mark.parametrize(("encoding", "body"), PACKED.values(), ids=PACKED)
def test_packing_is_undone(encoding: str, body: bytes) -> None:
    with serving(Reply(body=body, headers={"Content-Encoding": encoding})) as server:
        assert client().get(server.url, {}).body == BODY


TOO_LARGE = {
    "as it is": b"x" * 10_001,
    "unpacked": gzip.compress(b"x" * 10_000_000),
    "unpacked twice": gzip.compress(gzip.compress(b"x" * 10_000_000)),
}


@pytest.mark.parametrize("body", TOO_LARGE.values(), ids=TOO_LARGE)
def test_what_is_too_large_is_refused(body: bytes) -> None:
    with serving(Reply(body=body)) as server:
        assert "is larger than 10000 bytes" in str(refused(server.url))


# Named, because a gzip body holds the second it was made in, and so would the test's name.
@pytest.mark.parametrize(
    "body",
    [gzip.compress(BODY)[:-20], gzip.compress(BODY)[:40] + b"rubbish" * 9],
    ids=["cut short", "overwritten"],
)
def test_broken_packing_is_refused(body: bytes) -> None:
    with serving(Reply(body=body)) as server:
        assert "its packing is" in str(refused(server.url))


def test_redirects_are_followed_from_one_place_to_another() -> None:
    hops = (Reply(301, headers={"Location": "/next"}), Reply(307, headers={"Location": "last?x=1"}))
    with serving(*hops, Reply(body=BODY)) as server:
        assert client().get(server.url, {}).body == BODY
    assert [path for path, _ in server.asked] == ["/", "/next", "/last?x=1"]


def test_redirects_that_never_end_are_refused() -> None:
    with serving(Reply(302, headers={"Location": "/"})) as server:
        assert "redirects more than 5 times" in str(refused(server.url))
    assert len(server.asked) == 6


@pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://example.com/", "gopher://x", "mailto:me"])
def test_redirects_to_what_is_no_web_address_are_refused(place: str) -> None:
    with serving(Reply(302, headers={"Location": place})) as server:
        error = refused(server.url)
    assert (error.retryable, len(server.asked)) == (False, 1)


FINAL_ERRORS = {401: "password", 403: "refuses access", 404: "nothing at its address", 410: "gone for good"}


@pytest.mark.parametrize(("status", "reason"), FINAL_ERRORS.items())
def test_what_asking_again_will_not_mend(status: int, reason: str) -> None:
    with serving(Reply(status)) as server:
        error = refused(server.url + "secret")
    assert (reason in str(error), error.retryable, len(server.asked)) == (True, False, 1)


@pytest.mark.parametrize("status", [204, 206, 400, 418, 500])
def test_other_answers_are_no_calendar(status: int) -> None:
    with serving(Reply(status)) as server:
        error = refused(server.url)
    assert (f"it answered {status}" in str(error), error.retryable, len(server.asked)) == (True, True, 1)


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_trouble_that_may_pass_is_waited_out(status: int) -> None:
    pauses: list[float] = []
    with serving(Reply(status), Reply(status), Reply(body=BODY)) as server:
        assert client(pauses).get(server.url, {}).body == BODY
    assert 0.25 <= pauses[0] <= 0.75
    assert 0.5 <= pauses[1] <= 1.5


def test_trouble_that_does_not_pass_is_given_up_after_three_attempts() -> None:
    with serving(Reply(503)) as server:
        assert "503 Service Unavailable" in str(refused(server.url))
    assert len(server.asked) == 3


RETRY_AFTER = {"seconds": "2", "a date": "Fri, 21 Mar 2025 07:00:02 GMT"}


@pytest.mark.parametrize("when", RETRY_AFTER.values(), ids=RETRY_AFTER)
def test_a_server_that_asks_for_a_short_wait_gets_it(when: str) -> None:
    pauses: list[float] = []
    busy = Reply(429, headers={"Retry-After": when, "Date": "Fri, 21 Mar 2025 07:00:00 GMT"})
    with serving(busy, Reply(body=BODY)) as server:
        client(pauses).get(server.url, {})
    assert pauses == [2]


def test_a_server_that_asks_for_a_long_wait_is_given_up() -> None:
    with serving(Reply(429, headers={"Retry-After": "3600"})) as server:
        refused(server.url)
    assert len(server.asked) == 1


def test_a_connection_cut_short_is_tried_again_and_never_taken_for_the_whole() -> None:
    cut = Reply(body=BODY, headers={"Content-Length": str(len(BODY) + 1), "Connection": "close"})
    with serving(cut, Reply(body=BODY)) as server:
        assert client().get(server.url, {}).body == BODY
    with serving(cut) as server:
        assert "broke off" in str(refused(server.url))


def test_the_time_limit_holds_for_everything_however_slowly_it_drips() -> None:
    slow = Reply(body=b"x" * 1000, wait=lambda: time.sleep(0.02))
    with serving(slow) as server:
        began = time.monotonic()
        error = refused(server.url, replace(client(), time_limit=timedelta(seconds=0.3)))
    assert "within 0.3 seconds" in str(error)
    assert time.monotonic() - began < 2


def test_headers_that_drip_are_held_to_the_limit_too() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        error = refused(f"http://127.0.0.1:{port}/", replace(client(), time_limit=timedelta(seconds=0.2)))
    assert "within 0.2 seconds" in str(error)


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    pauses: list[float] = []
    assert "cannot be reached" in str(refused(f"http://127.0.0.1:{port}/secret", client(pauses)))
    assert len(pauses) == 2


SECRET = ["http://127.0.0.1:1/s3cret", "http://user:s3cret@127.0.0.1:1/", "http://127.0.0.1:x/s3cret"]


@pytest.mark.parametrize("url", SECRET)
def test_no_error_holds_what_may_be_secret(url: str) -> None:
    assert "s3cret" not in str(refused(url))


def test_a_private_host_is_refused_unless_it_is_allowed() -> None:
    with serving(Reply(body=BODY)) as server:
        error = refused(server.url, replace(client(), allow_hosts=("example.com",)))
        assert isinstance(error, AddressRefused)
        assert server.asked == []
        assert client().get(server.url, {}).body == BODY


def test_a_redirect_to_a_private_host_is_refused() -> None:
    with serving(Reply(302, headers={"Location": "http://inside.example/"})) as server:
        inside = {"inside.example": ["10.0.0.1"]}
        using = replace(client(), resolve=lambda host, _port: inside.get(host, [host]))
        error = refused(server.url, using)
    assert isinstance(error, AddressRefused)
    assert "inside.example is on a private network" in str(error)


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    using = replace(client(), resolve=lambda _host, _port: ["93.184.215.14", "192.168.0.1"])
    assert isinstance(refused("http://mixed.example/", using), AddressRefused)


def test_a_name_is_asked_for_once_and_its_address_is_dialled_under_that_name() -> None:
    resolved: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        resolved.append(host)
        return ["127.0.0.1"]

    with serving(Reply(body=BODY)) as server:
        port = server.url.rpartition(":")[2].rstrip("/")
        using = replace(client(), allow_hosts=("Home.Example",), resolve=resolve)
        assert using.get(f"http://home.example:{port}/", {}).body == BODY
    assert resolved == ["home.example"]
    assert server.asked[0][1]["Host"] == f"home.example:{port}"


def test_the_next_address_is_tried_when_the_first_does_not_answer() -> None:
    with serving(Reply(body=BODY)) as server:
        using = replace(client(), resolve=lambda _host, _port: ["127.0.0.2", "127.0.0.1"])
        assert using.get(server.url, {}).body == BODY
