"""Limits how often one client may do something."""

from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

HOUSEHOLD_PREFIX = 64
"""The leading bits of an IPv6 address that one household shares; it chooses the others freely."""


class Limit:
    """A number of uses in a period, for each client; counted in this process only."""

    def __init__(self, most: int, within: timedelta) -> None:
        self.within = within
        self._item = RateLimitItemPerSecond(most, int(within.total_seconds()))
        self._kept = MovingWindowRateLimiter(MemoryStorage())

    def take(self, client: str) -> bool:
        """Counts one use; returns whether it is within the limit."""
        return self._kept.hit(self._item, _household(client))


def _household(client: str) -> str:
    try:
        address = ip_address(client)
    except ValueError:
        return client
    if isinstance(address, IPv6Address) and not address.ipv4_mapped:
        return str(ip_network(f"{address}/{HOUSEHOLD_PREFIX}", strict=False))
    return str(address)
