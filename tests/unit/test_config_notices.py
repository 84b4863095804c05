"""The [notices] table names the notifiers, or is reported as wrong."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from integrations.mail.settings import MailSettings, Security
from integrations.webhook.settings import WebhookSettings
from service.config import Config, load
from service.config.notices import Notices
from service.errors import ConfigurationError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def read(file: Path, notices: str) -> Config:
    file.write_text(f'[network]\nallow_hosts = ["hooks.lan"]\n[notices]\n{notices}')
    return load(file, usual_zone=lambda: ZoneInfo("UTC"))


def test_nothing_said_is_nobody_told(file: Path) -> None:
    assert read(file, "").notices == Notices(None, None)


def test_all_of_it(file: Path) -> None:
    notices = read(
        file,
        """
        email = "you@example.com"
        smtp = "smtp.example.com:2525"
        from = "liftrun@example.com"
        user = "you"
        password_variable = "SMTP_PASSWORD"
        webhook = "http://hooks.lan/x"
        """,
    ).notices
    mail = MailSettings(
        "you@example.com",
        "smtp.example.com",
        2525,
        sender="liftrun@example.com",
        user="you",
        password_variable="SMTP_PASSWORD",
    )
    assert notices == Notices(mail, WebhookSettings("http://hooks.lan/x", ("hooks.lan",)))


@pytest.mark.parametrize(
    ("smtp", "host", "port", "security"),
    [
        ("mail.example.com", "mail.example.com", 587, Security.STARTTLS),
        ("mail.example.com:465", "mail.example.com", 465, Security.TLS),
        ("[::1]:25", "::1", 25, Security.STARTTLS),
    ],
)
def test_the_port_tells_what_is_usual(
    file: Path, smtp: str, host: str, port: int, security: Security
) -> None:
    mail = read(file, f'email = "you@example.com"\nsmtp = "{smtp}"').notices.mail
    assert mail
    assert (mail.host, mail.port, mail.security) == (host, port, security)


@pytest.mark.parametrize(
    ("notices", "problem"),
    [
        ('email = "you@example.com"', "needs smtp too"),
        ('smtp = "mail.example.com"', "needs email too"),
        ('email = "you"\nsmtp = "mail.example.com"', "mail address"),
        ('email = "you@example.com"\nsmtp = "mail.example.com:x"', "server and its port"),
        ('email = "you@example.com"\nsmtp = "mail.example.com:70000"', "server and its port"),
        ('email = "you@example.com"\nsmtp = "mail.example.com"\nuser = "you"', "needs password_variable too"),
        ('email = "you@example.com"\nsmtp = "mail.example.com"\nsecurity = "ssl"', "starttls, tls or none"),
        (
            'email = "a@b"\nsmtp = "c"\nuser = "d"\npassword_variable = "E"\nsecurity = "none"',
            "should not send a password",
        ),
        ('webhook = "ftp://example.com"', "notices.webhook"),
        ('sender = "a@b"', "no known key"),
    ],
)
def test_what_cannot_be_is_said(file: Path, notices: str, problem: str) -> None:
    with pytest.raises(ConfigurationError, match=problem):
        read(file, notices)
