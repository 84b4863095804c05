"""Writes a notice as an e-mail message (MIME)."""

from email.message import EmailMessage
from email.utils import format_datetime

from service.domain.notice import Notice

DOMAIN = "liftrun"


def message(notice: Notice, *, sender: str, to: str) -> EmailMessage:
    """Writes the notice as an e-mail; the key of the notice gives the same Message-ID on every attempt."""
    made = EmailMessage()
    made["Subject"] = " ".join(notice.subject.split())
    made["From"] = sender or to
    made["To"] = to
    made["Date"] = format_datetime(notice.slot)
    made["Message-ID"] = f"<{notice.key}@{DOMAIN}>"
    # Keeps automatic replies, such as absence notes, from answering (RFC 3834).
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(notice.text)
    return made
