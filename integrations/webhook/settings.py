"""Settings for notices by webhook: the URL, allowed hosts and a time limit."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class WebhookSettings:
    """One webhook.

    Shape: `url` may be secret. `allow_hosts` names hosts that may lie on a private network.
    """

    url: str
    allow_hosts: tuple[str, ...] = ()
    time_limit: timedelta = timedelta(seconds=20)
