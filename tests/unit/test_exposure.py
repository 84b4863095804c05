"""The warnings, at the start of a service, about who can reach it."""

from pathlib import Path

import pytest

from service.cli.serving.exposure import (
    LINK,
    UNENCRYPTED,
    UNNAMED_PROXY,
    plans_without_configuration,
    remarks,
)
from service.config.serving import Serving

HTTPS, HTTP = "https://liftrun.example", "http://liftrun.example"
PROXY = ("127.0.0.1",)


@pytest.mark.parametrize(
    ("host", "link", "proxies", "told"),
    [
        ("127.0.0.1", "", (), []),
        ("::1", "", (), []),
        ("localhost", "", (), []),
        ("0.0.0.0", "", (), [LINK, UNENCRYPTED]),
        ("::", "", (), [LINK, UNENCRYPTED]),
        ("nas.example", HTTP, PROXY, [LINK, UNENCRYPTED]),
        ("192.0.2.7", HTTPS, PROXY, [LINK]),
        ("127.0.0.1", HTTPS, PROXY, []),
        ("127.0.0.1", HTTPS, (), [UNNAMED_PROXY.format(link=HTTPS)]),
    ],
)
def test_remarks(host: str, link: str, proxies: tuple[str, ...], told: list[str]) -> None:
    serving = Serving(host=host, trusted_proxies=proxies)
    assert list(remarks(serving, link, written=serving)) == told


@pytest.mark.parametrize(
    ("link", "port", "is_told"), [("", 8765, False), ("", 9000, True), (HTTPS, 9000, False)]
)
def test_says_that_links_name_another_place(link: str, port: int, *, is_told: bool) -> None:
    serving = Serving(port=port, trusted_proxies=("10.0.0.0/8",))
    told = list(remarks(serving, link, written=Serving()))
    assert any("http://127.0.0.1:8765" in line for line in told) is is_told


def test_plans_without_a_configuration_are_warned_of() -> None:
    said = plans_without_configuration("liftrun.db", ("me", "robin"), Path("/elsewhere/config.toml"))
    assert "liftrun.db has plans of me, robin, but there is no /elsewhere/config.toml" in said
    assert "--config" in said
