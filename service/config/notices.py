"""The settings of notices: the ways they are sent besides the log."""

from dataclasses import dataclass

from integrations.mail.settings import MailSettings
from integrations.webhook.settings import WebhookSettings


@dataclass(frozen=True)
class Notices:
    """The mail and the webhook by which notices are sent; None for a way that is not used."""

    mail: MailSettings | None = None
    webhook: WebhookSettings | None = None


NONE = Notices()
