"""Sends notices to the athlete's mailbox through an SMTP server."""

import os
import smtplib
import ssl

from integrations.mail.settings import MailSettings, Security
from integrations.mail.wire import message
from service.domain.notice import Notice
from service.errors import NoticeUndelivered


class MailNotifier:
    """Implements the notifier port with one mailbox."""

    name = "mail"

    def __init__(self, settings: MailSettings) -> None:
        self._settings = settings

    def post(self, notice: Notice) -> None:
        """Sends the notice as one e-mail.

        Errors: NoticeUndelivered.
        """
        settings = self._settings
        try:
            made = message(notice, sender=settings.sender, to=settings.to)
            with self._server() as server:
                if settings.security is Security.STARTTLS:
                    server.starttls(context=ssl.create_default_context())
                if settings.user:
                    server.login(settings.user, self._password())
                server.send_message(made)
        except smtplib.SMTPAuthenticationError as error:
            # Only the code is shown: the server's text may hold the login.
            raise self._undelivered(f"{settings.host} does not take the login ({error.smtp_code})") from error
        except smtplib.SMTPResponseException as error:
            raise self._undelivered(f"{settings.host} answered {error.smtp_code}") from error
        except smtplib.SMTPException as error:
            raise self._undelivered(f"{settings.host} did not take it ({type(error).__name__})") from error
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or f"{error}" or type(error).__name__
            raise self._undelivered(f"{settings.host}: {reason}") from error

    def _server(self) -> smtplib.SMTP:
        settings = self._settings
        seconds = settings.time_limit.total_seconds()
        if settings.security is Security.TLS:
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(settings.host, settings.port, timeout=seconds, context=context)
        return smtplib.SMTP(settings.host, settings.port, timeout=seconds)

    def _password(self) -> str:
        variable = self._settings.password_variable
        password = os.environ.get(variable, "")
        if not password:
            hint = f"Put it into the environment variable {variable or 'that password_variable names'}."
            raise NoticeUndelivered(name="The mailbox", reason="no password is known", hint=hint)
        return password

    def _undelivered(self, reason: str) -> NoticeUndelivered:
        return NoticeUndelivered(name="The mailbox", reason=reason)
