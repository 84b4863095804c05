"""Finds the address of a client, also behind trusted proxies."""

from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ipaddress import IPv4Network

    from starlette.requests import HTTPConnection

    from service.config.serving import Serving


def client_address(request: "HTTPConnection", serving: "Serving") -> str:
    """The address of the client; empty when it has none, as on a Unix socket.

    Shape: X-Forwarded-For is read from its end, where the nearest proxy has written. Reading stops at the
    first address that is no trusted proxy: a client can make up everything before it.
    """
    found = _address(request.client.host) if request.client else None
    if found is None:
        return request.client.host if request.client else ""
    if not serving.trusted_proxies:
        return str(found)
    trusted = _networks(serving.trusted_proxies)
    named = ",".join(request.headers.getlist("x-forwarded-for")).split(",")
    while named and any(found in network for network in trusted):
        before = _address(named.pop())
        if before is None:
            break
        found = before
    return str(found)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    """Reads an IP address with or without a port; None when the text is no address."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text)
    except ValueError:
        return None
    # A socket for both address families shows 192.0.2.1 as ::ffff:192.0.2.1.
    return (isinstance(found, IPv6Address) and found.ipv4_mapped) or found


@lru_cache(maxsize=8)
def _networks(written: tuple[str, ...]) -> "tuple[IPv4Network | IPv6Network, ...]":
    return tuple(ip_network(each, strict=False) for each in written)
