"""The [notices] table: how the service sends notices to the athlete."""

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from integrations.mail.settings import MailSettings, Security
from integrations.webhook.settings import WebhookSettings
from service.config.notices import Notices
from service.config.tables.table import Table

HIGHEST_PORT = 65535
SUBMISSION = 587
TLS = 465
MAILBOX = re.compile(r"[^@\s<>,]+@[^@\s<>,]+")


def _mailbox(text: str) -> str:
    if text and not MAILBOX.fullmatch(text):
        raise ValueError("should be a mail address such as you@example.com")
    return text


def _host_and_port(text: str) -> str:
    host, _, port = text.rpartition(":") if ":" in text else (text, "", str(SUBMISSION))
    if not host or not port.isascii() or not port.isdecimal() or not 0 < int(port) <= HIGHEST_PORT:
        raise ValueError("should be a server and its port, such as smtp.example.com:587")
    return text and f"{host}:{int(port)}"


def _security(value: object) -> Security:
    try:
        return Security(str(value))
    except ValueError as error:
        raise ValueError(f"should be starttls, tls or none, not {value}") from error


class NoticesTable(Table):
    """The mailbox, the mail server and the webhook that notices go to."""

    email: Annotated[str, AfterValidator(_mailbox)] = ""
    smtp: Annotated[str, AfterValidator(_host_and_port)] | None = None
    sender: Annotated[str, AfterValidator(_mailbox)] = Field(default="", alias="from")
    user: str = ""
    password_variable: str = Field(default="", pattern=r"^[A-Za-z_][A-Za-z0-9_]*$|^$")
    security: Annotated[Security, BeforeValidator(_security)] | None = None
    webhook: str = Field(default="", pattern=r"^https?://\S+$|^$")

    @model_validator(mode="after")
    def _is_whole(self) -> "NoticesTable":
        if bool(self.email) != bool(self.smtp):
            missing = "smtp" if self.email else "email"
            raise ValueError(f"needs {missing} too: a mailbox and the server that takes its mail")
        if bool(self.user) != bool(self.password_variable):
            missing = "password_variable" if self.user else "user"
            raise ValueError(f"needs {missing} too: a login is a user and a password")
        if self.user and self.security is Security.NONE:
            raise ValueError('should not send a password with security = "none"')
        return self

    def notices(self, allow_hosts: tuple[str, ...]) -> Notices:
        """The settings of the notifiers; the hosts in `allow_hosts` may be on a private network."""
        webhook = WebhookSettings(self.webhook, allow_hosts) if self.webhook else None
        return Notices(self._mail(), webhook)

    def _mail(self) -> MailSettings | None:
        if not self.smtp:
            return None
        host, _, port = self.smtp.rpartition(":")
        usual = Security.TLS if int(port) == TLS else Security.STARTTLS
        return MailSettings(
            self.email,
            host.strip("[]"),
            int(port),
            sender=self.sender,
            user=self.user,
            password_variable=self.password_variable,
            security=self.security or usual,
        )
