"""Reads from a request where it comes from and which host it names, as far as that can be trusted."""

import re
from collections.abc import Sequence
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from fastapi import Request

from service.web.service import service_of

FORWARDED = re.compile(r"forwarded|via|x-forwarded-.*|x-real-ip|x-client-ip|true-client-ip|cf-connecting-ip")


def is_local(request: Request) -> bool:
    """Whether a request comes from this machine, names it as its host, and passed no proxy.

    Shape: a page of another site can make its own name lead to this machine, but its requests still carry
    that name. A request through a proxy may come from anywhere the proxy listens.
    """
    peer = request.client.host if request.client else ""
    return (
        _is_loopback(peer)
        and not is_trusted(request)
        # Some proxies speak HTTP/1.0 and, unless configured, do not name their client; no browser does.
        and request.scope.get("http_version") != "1.0"
        and not any(FORWARDED.fullmatch(name) for name in request.headers)
        and all(map(_is_own_name, request.headers.getlist("host") or [""]))
    )


def is_trusted(request: Request) -> bool:
    """Whether a request comes from a trusted proxy."""
    peer = request.client.host if request.client else ""
    return _is_within(peer, service_of(request).serving.trusted_proxies)


def is_https(request: Request) -> bool:
    """Whether the client used TLS, as the connection, a trusted proxy or our configured address says."""
    if request.scope["scheme"] == "https":
        return True
    if is_trusted(request) and "x-forwarded-proto" in request.headers:
        return request.headers["x-forwarded-proto"].split(",")[-1].strip().casefold() == "https"
    scheme, known = _parts(service_of(request).address)
    return scheme == "https" and known == host(request)


def host(request: Request) -> str:
    """The host name and port that the client requested."""
    asked = request.headers.get("host", "")
    if is_trusted(request):
        asked = request.headers.get("x-forwarded-host", asked).split(",")[-1]
    return asked.strip().casefold()


def is_from_own_page(request: Request) -> bool:
    """Whether no header names a page of another site as the sender.

    Shape: true also when no header names any page. Only name and port are compared: behind a proxy that is
    not configured, the scheme is not known.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        return site == "same-origin"
    own = {host(request), _parts(service_of(request).address)[1]} - {""}
    return origin is None or _parts(origin)[1] in own


def is_from_a_page(request: Request) -> bool:
    """Whether a header shows that a page sent the request."""
    return "sec-fetch-site" in request.headers or "origin" in request.headers


def _parts(address: str) -> tuple[str, str]:
    """The scheme of an address, and its host name with port."""
    try:
        found = urlsplit(address)
    except ValueError:
        return "", ""
    return found.scheme, found.netloc.casefold()


def _is_own_name(host: str) -> bool:
    try:
        name = (urlsplit(f"//{host}").hostname or "").casefold()
    except ValueError:
        return False
    return name == "localhost" or name.endswith(".localhost") or _is_loopback(name)


def _is_loopback(text: str) -> bool:
    try:
        address = ip_address(text)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


def _is_within(text: str, networks: Sequence[str]) -> bool:
    try:
        address = ip_address(text)
    except ValueError:
        return False
    address = getattr(address, "ipv4_mapped", None) or address
    return any(address in ip_network(network, strict=False) for network in networks)
