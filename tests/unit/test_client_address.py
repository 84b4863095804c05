"""The client's address, with and without trusted proxies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from service.config.serving import Serving
from service.web.access.client_address import client_address

PROXIES = ("10.0.0.0/8", "2001:db8::/64", "127.0.0.1")


def asked(peer: str | None, *forwarded: str, trusted: tuple[str, ...] = PROXIES) -> str:
    headers = [(b"x-forwarded-for", each.encode("latin-1")) for each in forwarded]
    client = (peer, 1234) if peer is not None else None
    return client_address(
        Request({"type": "http", "headers": headers, "client": client}), Serving(trusted_proxies=trusted)
    )


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("192.0.2.1", [], "192.0.2.1"),
        ("192.0.2.1", ["198.51.100.7"], "192.0.2.1"),
        ("10.1.2.3", ["198.51.100.7"], "198.51.100.7"),
        ("10.1.2.3", [], "10.1.2.3"),
        ("10.1.2.3", ["203.0.113.9, 198.51.100.7"], "198.51.100.7"),
        ("10.1.2.3", ["203.0.113.9, 198.51.100.7, 10.9.9.9,127.0.0.1"], "198.51.100.7"),
        ("10.1.2.3", ["203.0.113.9", "198.51.100.7", "10.9.9.9"], "198.51.100.7"),
        ("10.1.2.3", ["10.0.0.1, 10.0.0.2"], "10.0.0.1"),
        ("10.1.2.3", ["198.51.100.7, unknown, 10.0.0.2"], "10.0.0.2"),
        ("10.1.2.3", ["198.51.100.7,"], "10.1.2.3"),
        ("10.1.2.3", ["198.51.100.7:4711"], "198.51.100.7"),
        ("10.1.2.3", ["[2001:db8:1::5]:4711"], "2001:db8:1::5"),
        ("10.1.2.3", ["2001:DB8:1:0::5"], "2001:db8:1::5"),
        ("2001:db8::1", ["198.51.100.7"], "198.51.100.7"),
        ("::ffff:10.1.2.3", ["198.51.100.7"], "198.51.100.7"),
        ("::ffff:192.0.2.1", ["198.51.100.7"], "192.0.2.1"),
        ("testclient", ["198.51.100.7"], "testclient"),
        (None, ["198.51.100.7"], ""),
    ],
)
def test_is_what_the_nearest_trusted_proxy_saw(peer: str | None, forwarded: list[str], client: str) -> None:
    assert asked(peer, *forwarded) == client


def test_nobody_is_trusted_unless_said() -> None:
    assert asked("127.0.0.1", "198.51.100.7", trusted=()) == "127.0.0.1"


@given(st.text(st.characters(max_codepoint=0xFF), max_size=60))
def test_what_a_client_makes_up_changes_nothing(made_up: str) -> None:
    assert asked("10.1.2.3", f"{made_up}, 198.51.100.7") == "198.51.100.7"
    assert asked("192.0.2.1", made_up) == "192.0.2.1"
