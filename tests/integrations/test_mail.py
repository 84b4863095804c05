"""A notice arrives at a real mail server complete, and without any secret."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from integrations.mail.notifier import MailNotifier
from integrations.mail.settings import MailSettings, Security
from service.domain.notice import Notice, Occasion
from service.errors import NoticeUndelivered
from tests.entries import MADE_AT
from tests.own_certificate import certificate
from tests.smtp_server import MailServer, taking_mail

NOTICE = Notice("me", Occasion.WEEK, MADE_AT, "Your week – 3 sessions", "Mon 18:00  Läufe\n.\n..\nEnd")


def settings(server: MailServer, **changes: object) -> MailSettings:
    usual = MailSettings("you@example.com", "127.0.0.1", server.port, security=Security.NONE)
    return replace(usual, time_limit=timedelta(seconds=5), **changes)  # type: ignore[arg-type]


def test_it_arrives_as_it_was_written() -> None:
    with taking_mail(MailServer()) as server:
        MailNotifier(settings(server, sender="liftrun@example.com")).post(NOTICE)
    mail = server.mails[0]
    assert mail["Subject"] == NOTICE.subject
    assert mail.get_content().splitlines() == NOTICE.text.splitlines()
    assert server.envelopes == [("liftrun@example.com", ("you@example.com",))]
    assert mail["Auto-Submitted"] == "auto-generated"


def test_sent_twice_it_is_one_message() -> None:
    with taking_mail(MailServer()) as server:
        notifier = MailNotifier(settings(server))
        for notice in (NOTICE, NOTICE, replace(NOTICE, slot=MADE_AT + timedelta(days=7))):
            notifier.post(notice)
    first, second, other = (mail["Message-ID"] for mail in server.mails)
    assert first == second != other
    assert server.mails[0].as_bytes() == server.mails[1].as_bytes()


def test_a_subject_of_two_lines_adds_no_header() -> None:
    with taking_mail(MailServer()) as server:
        MailNotifier(settings(server)).post(replace(NOTICE, subject="Your week\r\nBcc: eve@example.com"))
    assert server.mails[0]["Subject"] == "Your week Bcc: eve@example.com"
    assert server.mails[0]["Bcc"] is None


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MailServer:
    """A server with a certificate that the client trusts, and a login."""
    file = tmp_path / "server.pem"
    made = MailServer(tls=certificate(file), login=("you", "hush-hush"))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    monkeypatch.setenv("SMTP_PASSWORD", "hush-hush")
    return made


LOGIN = {"security": Security.STARTTLS, "user": "you", "password_variable": "SMTP_PASSWORD"}


def test_it_logs_in_over_tls(trusted: MailServer) -> None:
    with taking_mail(trusted) as server:
        MailNotifier(settings(server, **LOGIN)).post(NOTICE)
    assert server.logins == [("you", True)]
    assert len(server.mails) == 1


def test_it_tells_nothing_to_a_server_it_does_not_trust(
    trusted: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with taking_mail(trusted) as server, pytest.raises(NoticeUndelivered):
        MailNotifier(settings(server, **LOGIN)).post(NOTICE)
    assert (server.logins, server.mails) == ([], [])


def test_it_tells_nothing_to_a_server_without_tls() -> None:
    with taking_mail(MailServer()) as server, pytest.raises(NoticeUndelivered):
        MailNotifier(settings(server, security=Security.STARTTLS)).post(NOTICE)
    assert server.mails == []


def test_a_wrong_password_is_not_repeated_in_the_error(
    trusted: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMTP_PASSWORD", "wrong-word")
    with taking_mail(trusted) as server, pytest.raises(NoticeUndelivered, match=r"login \(535\)") as caught:
        MailNotifier(settings(server, **LOGIN)).post(NOTICE)
    assert "word" not in f"{caught.value}"


def test_without_its_password_it_says_where_that_belongs(
    trusted: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SMTP_PASSWORD")
    with taking_mail(trusted) as server, pytest.raises(NoticeUndelivered) as caught:
        MailNotifier(settings(server, **LOGIN)).post(NOTICE)
    assert "SMTP_PASSWORD" in caught.value.hint


@pytest.mark.parametrize("command", ["EHLO", "MAIL", "RCPT", "DATA"])
def test_a_refusal_is_one_line(command: str) -> None:
    refusing = MailServer(refuses={command: "554 not here", "HELO": "554 not here"})
    with taking_mail(refusing) as server, pytest.raises(NoticeUndelivered) as caught:
        MailNotifier(settings(server)).post(NOTICE)
    assert "\n" not in f"{caught.value}"


def test_nobody_there_is_one_line() -> None:
    with taking_mail(MailServer()) as server:
        gone = settings(server)
    with pytest.raises(NoticeUndelivered, match="mailbox could not be told"):
        MailNotifier(gone).post(NOTICE)
