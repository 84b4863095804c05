"""Sends notices as JSON by POST to the athlete's webhook."""

from http import HTTPStatus

from integrations._shared.http import HttpClient, Request
from integrations.webhook.settings import WebhookSettings
from integrations.webhook.wire import body
from service.domain.notice import Notice
from service.errors import CalendarUnreadable, NoticeUndelivered

LARGEST_ANSWER = 1024 * 1024
NAME = "The webhook"


class WebhookNotifier:
    """Implements the notifier port with one URL."""

    name = "webhook"

    def __init__(self, settings: WebhookSettings) -> None:
        self._settings = settings
        self._client = HttpClient(
            name=NAME,
            allow_hosts=settings.allow_hosts,
            time_limit=settings.time_limit,
            size_limit=LARGEST_ANSWER,
        )

    def post(self, notice: Notice) -> None:
        """Sends the notice; every attempt carries the same Idempotency-Key.

        Errors: NoticeUndelivered.
        """
        headers = {"Content-Type": "application/json", "Idempotency-Key": notice.key}
        try:
            answer = self._client.ask(Request("POST", self._settings.url, headers, body(notice)))
        except CalendarUnreadable as error:
            raise NoticeUndelivered(name=NAME, reason=error.facts["reason"], hint=error.hint) from error
        if not HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
            reason = f"it answered {answer.status} {answer.reason}".rstrip()
            raise NoticeUndelivered(name=NAME, reason=reason)
