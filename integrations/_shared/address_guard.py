"""Refuses connections to private networks, against server-side request forgery (SSRF).

The check is part of making a connection. A host name is resolved once, all its addresses are checked, and
the connection goes to one of the checked addresses. So it does not help an attacker when a name changes its
answer between check and use (DNS rebinding), or when a redirect leads to a private host.
"""

import socket
from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from ssl import SSLContext
from typing import Any

import httpcore2

from service.errors import AddressRefused

# Networks that ipaddress calls global although they are not public: 6to4 relays and documentation.
NOT_PUBLIC = [ip_network(net) for net in ("192.88.99.0/24", "2002::/16", "3fff::/20")]
# The range that holds all public IPv6 addresses; NAT64, IPv4-mapped and local addresses lie outside it.
GLOBAL_UNICAST = ip_network("2000::/3")

Resolve = Callable[[str, int], Sequence[str]]


def is_public(address: str) -> bool:
    """Whether an IP address is on the public internet.

    Errors: ValueError when the text is no IP address.
    """
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped:
        return is_public(str(ip.ipv4_mapped))
    if not ip.is_global or ip.is_multicast or any(ip in network for network in NOT_PUBLIC):
        return False
    return isinstance(ip, IPv4Address) or ip in GLOBAL_UNICAST


def resolved(host: str, port: int) -> list[str]:
    """Resolves a host name to its IP addresses, in the order in which to try them.

    Errors: OSError; UnicodeError for a name that cannot be encoded.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class GuardedBackend(httpcore2.SyncBackend):
    """A network backend for httpcore2 that connects only to public addresses and allowed hosts.

    Units: `time_left` returns seconds, and limits every wait on the network.
    Errors: AddressRefused, in addition to the connection errors of httpcore2.
    """

    def __init__(
        self,
        *,
        name: str,
        allow_hosts: Iterable[str],
        time_left: Callable[[], float],
        resolve: Resolve,
    ) -> None:
        self._name = name
        self._allowed = {host.casefold() for host in allow_hosts}
        self._time_left = time_left
        self._resolve = resolve

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 (the time left is used instead)
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connects to the first address of the host that answers, after all of them have passed the check."""
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"{host} has no address") from error
        if host.casefold() not in self._allowed and not all(map(is_public, addresses)):
            raise AddressRefused(name=self._name, reason=f"{host} is on a private network")
        failure: Exception = httpcore2.ConnectError(f"{host} has no address")
        for address in addresses:
            try:
                stream = super().connect_tcp(address, port, self._time_left(), local_address, socket_options)
                return _TimedStream(stream, self._time_left)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure


class _TimedStream(httpcore2.NetworkStream):
    """A connection on which each wait is limited to the time left for the whole request."""

    def __init__(self, stream: httpcore2.NetworkStream, time_left: Callable[[], float]) -> None:
        self._stream = stream
        self._time_left = time_left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 (as above)
        return self._stream.read(max_bytes, self._time_left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 (as above)
        self._stream.write(buffer, self._time_left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 (as above)
    ) -> httpcore2.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._time_left())
        return _TimedStream(stream, self._time_left)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
