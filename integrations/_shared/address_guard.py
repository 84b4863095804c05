"""Keeps an address from reaching into the network it is read from (server-side request forgery).

The guard stands where the connection is made: a name is resolved once, every address it has is judged,
and the address judged is the address dialled. A name that changes its answer between check and use
gains nothing, nor does a redirect to a private host.
"""

import socket
from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from ssl import SSLContext
from typing import Any

import httpcore2

from service.errors import AddressRefused

# What ipaddress takes for public and is not: relays, and networks for documentation.
NOT_PUBLIC = [ip_network(net) for net in ("192.88.99.0/24", "2002::/16", "3fff::/20")]
# All that is public in IPv6; NAT64, mapped and local addresses lie outside.
GLOBAL_UNICAST = ip_network("2000::/3")

Resolve = Callable[[str, int], Sequence[str]]


def is_public(address: str) -> bool:
    """Whether an address belongs to a host that anybody may reach."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped:
        return is_public(str(ip.ipv4_mapped))
    if not ip.is_global or ip.is_multicast or any(ip in network for network in NOT_PUBLIC):
        return False
    return isinstance(ip, IPv4Address) or ip in GLOBAL_UNICAST


def resolved(host: str, port: int) -> list[str]:
    """The addresses a host name has, in the order in which to try them.

    Errors: OSError.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class GuardedBackend(httpcore2.SyncBackend):
    """Connects only to public addresses and allowed hosts, and only as long as there is time left.

    Errors: AddressRefused, beside the connection errors of httpcore2.
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
        timeout: float | None = None,  # noqa: ARG002 (the time left is what counts)
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address of the host that answers, once all of them are judged."""
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
    """A connection on which no single wait is longer than the time left for everything."""

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
