"""A notice as a message in MIME."""

from email.message import EmailMessage
from email.utils import format_datetime

from service.domain.notice import Notice

DOMAIN = "liftrun"


def message(notice: Notice, *, sender: str, to: str) -> EmailMessage:
    """The message, the same each time it is sent: its Message-ID is the notice's key."""
    made = EmailMessage()
    made["Subject"] = " ".join(notice.subject.split())
    made["From"] = sender or to
    made["To"] = to
    made["Date"] = format_datetime(notice.slot)
    made["Message-ID"] = f"<{notice.key}@{DOMAIN}>"
    # So that no absence note answers it (RFC 3834).
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(notice.text)
    return made
