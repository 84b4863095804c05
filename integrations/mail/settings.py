"""Settings for notices by e-mail: the address, the SMTP server and its login."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Security(StrEnum):
    """How the connection to the SMTP server is encrypted."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True)
class MailSettings:
    """An SMTP server, and the address that notices are sent to.

    Shape: without a `sender`, `to` is the sender as well. With a `user`, the environment variable named by
    `password_variable` holds the password. `time_limit` holds for each wait on the network.
    """

    to: str
    host: str
    port: int
    sender: str = ""
    user: str = ""
    password_variable: str = ""
    security: Security = Security.STARTTLS
    time_limit: timedelta = timedelta(seconds=20)
