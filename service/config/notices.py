"""What is decided about messages: where they go beside the log."""

from dataclasses import dataclass

from integrations.mail.settings import MailSettings
from integrations.webhook.settings import WebhookSettings


@dataclass(frozen=True)
class Notices:
    """Where messages go; None where none do."""

    mail: MailSettings | None = None
    webhook: WebhookSettings | None = None


NONE = Notices()
