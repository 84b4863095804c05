"""What an athlete decides about an address of their own that is told."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class WebhookSettings:
    """One address, which may be secret; `allow_hosts` may lie on a private network."""

    url: str
    allow_hosts: tuple[str, ...] = ()
    time_limit: timedelta = timedelta(seconds=20)
