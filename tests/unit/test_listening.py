"""What whoever starts the service is told of those who can reach it."""

import pytest

from service.cli.listening import IN_THE_CLEAR, LINK, UNNAMED_PROXY, remarks
from service.config.serving import Serving

HTTPS, HTTP = "https://liftrun.example", "http://liftrun.example"
PROXY = ("127.0.0.1",)


@pytest.mark.parametrize(
    ("host", "link", "proxies", "told"),
    [
        ("127.0.0.1", "", (), []),
        ("::1", "", (), []),
        ("localhost", "", (), []),
        ("0.0.0.0", "", (), [LINK, IN_THE_CLEAR]),
        ("::", "", (), [LINK, IN_THE_CLEAR]),
        ("nas.example", HTTP, PROXY, [LINK, IN_THE_CLEAR]),
        ("192.0.2.7", HTTPS, PROXY, [LINK]),
        ("127.0.0.1", HTTPS, PROXY, []),
        ("127.0.0.1", HTTPS, (), [UNNAMED_PROXY.format(link=HTTPS)]),
    ],
)
def test_remarks(host: str, link: str, proxies: tuple[str, ...], told: list[str]) -> None:
    assert list(remarks(Serving(host=host, trusted_proxies=proxies), link)) == told
