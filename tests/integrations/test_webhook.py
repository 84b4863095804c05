"""A webhook is posted as JSON to its own server only, and to a private host only if it is allowed."""

import json
from datetime import timedelta

import pytest

from integrations.webhook.notifier import WebhookNotifier
from integrations.webhook.settings import WebhookSettings
from service.domain.notice import Notice, Occasion
from service.errors import NoticeUndelivered
from tests.entries import MADE_AT, entry
from tests.hook_server import Hook, taking_posts

ENTRY = entry(title="Beine – schwer", place="Gym")
NOTICE = Notice("me", Occasion.TOMORROW, MADE_AT, "Mon: Beine", "18:00 Beine", (ENTRY,))


def notifier(hook: Hook, *, allow_hosts: tuple[str, ...] = ("127.0.0.1",)) -> WebhookNotifier:
    return WebhookNotifier(WebhookSettings(hook.url, allow_hosts, timedelta(seconds=10)))


def test_it_is_told_everything_in_utc() -> None:
    with taking_posts() as hook:
        notifier(hook).post(NOTICE)
    headers, body = hook.told[0]
    told = json.loads(body)
    assert headers["Content-Type"] == "application/json"
    assert headers["Idempotency-Key"] == told["id"] == NOTICE.key
    assert (told["athlete"], told["occasion"], told["subject"]) == ("me", "tomorrow", "Mon: Beine")
    assert told["slot"] == "2026-11-20T09:30:00Z"
    assert told["sessions"] == [
        {
            "id": "2026-W48-lower",
            "uid": ENTRY.uid,
            "kind": "lower",
            "effort": str(ENTRY.effort),
            "title": "Beine – schwer",
            "place": "Gym",
            "start": "2026-11-23T17:00:00Z",
            "end": "2026-11-23T18:00:00Z",
        }
    ]


def test_what_is_tried_again_bears_the_same_key() -> None:
    with taking_posts(503, 204) as hook:
        notifier(hook).post(NOTICE)
        notifier(hook).post(NOTICE)
    assert {headers["Idempotency-Key"] for headers, _ in hook.told} == {NOTICE.key}
    assert len(hook.told) == 3


@pytest.mark.parametrize("status", [302, 308, 400, 404, 410])
def test_anything_but_a_yes_is_trouble_and_followed_nowhere(status: int) -> None:
    with taking_posts(status) as hook, pytest.raises(NoticeUndelivered, match=str(status)) as caught:
        notifier(hook).post(NOTICE)
    assert "secret-part" not in f"{caught.value}"
    assert len(hook.told) == 1


def test_a_private_host_that_is_not_named_hears_nothing() -> None:
    with taking_posts() as hook, pytest.raises(NoticeUndelivered):
        notifier(hook, allow_hosts=()).post(NOTICE)
    assert hook.told == []
