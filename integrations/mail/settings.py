"""What an athlete decides about notices by e-mail."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Security(StrEnum):
    """How the way to the server is kept from others' eyes."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True)
class MailSettings:
    """A server that takes mail, and whom it goes to.

    Shape: with a `user` the environment variable `password_variable` holds the password.
    """

    to: str
    host: str
    port: int
    sender: str = ""
    user: str = ""
    password_variable: str = ""
    security: Security = Security.STARTTLS
    time_limit: timedelta = timedelta(seconds=20)
