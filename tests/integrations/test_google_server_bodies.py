"""The local Google server accepts and returns event bodies as the reference documents them."""

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from tests.fakes.google.caller import EVENTS, calling, hour, reason
from tests.fakes.google_server import GoogleServer

ONE = f"{EVENTS}/abcde12345"


@pytest.fixture
def api() -> Iterator[httpx2.Client]:
    with GoogleServer() as google, calling(google) as client:
        yield client


def insert(api: httpx2.Client, **more: Any) -> httpx2.Response:
    return api.post(EVENTS, json=hour(**{"id": "abcde12345"} | more))


@pytest.mark.parametrize(
    "field",
    [
        {"colorId": "12"},
        {"transparency": "free"},
        {"status": "cancelled"},
        {"eventType": "fromGmail"},
        {"summary": 5},
        {"description": "x" * 8193},
        {"extendedProperties": {"private": {"number": 5}}},
        {"extendedProperties": {"private": {f"k{number}": "" for number in range(301)}}},
        {"reminders": {"useDefault": False, "overrides": [{"method": "popup", "minutes": 40_321}]}},
        {"reminders": {"useDefault": False, "overrides": [{"method": "popup", "minutes": 1}] * 6}},
    ],
)
def test_refuses_what_cannot_stand(api: httpx2.Client, field: dict[str, object]) -> None:
    assert reason(insert(api, **field)) == (400, "invalid")


def test_refuses_two_kinds_of_reminders(api: httpx2.Client) -> None:
    both = {"useDefault": True, "overrides": [{"method": "popup", "minutes": 5}]}
    assert reason(insert(api, reminders=both)) == (400, "cannotUseDefaultRemindersAndSpecifyOverride")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"1"])
def test_refuses_what_is_no_object(api: httpx2.Client, body: bytes) -> None:
    assert reason(api.post(EVENTS, content=body)) == (400, "parseError")


def test_shortens_properties_without_a_word(api: httpx2.Client) -> None:
    said = {"k" * 44: "v" * 1025, "k" * 45: "lost"}
    made = insert(api, extendedProperties={"private": said}).json()
    assert made["extendedProperties"]["private"] == {"k" * 44: "v" * 1024}


def test_says_only_what_differs_from_the_usual(api: httpx2.Client) -> None:
    made = insert(api, transparency="opaque", visibility="default").json()
    assert not {"transparency", "visibility", "colorId", "extendedProperties"} & set(made)
    assert (made["status"], made["eventType"]) == ("confirmed", "default")
    assert made["reminders"] == {"useDefault": True}


def test_answers_only_the_fields_asked_for(api: httpx2.Client) -> None:
    insert(api, summary="Legs")
    assert api.get(ONE, params={"fields": "id,start/timeZone"}).json() == {
        "id": "abcde12345",
        "start": {"timeZone": "Europe/Berlin"},
    }
    listed = api.get(EVENTS, params={"fields": "items(id,summary),kind"}).json()
    assert listed == {"items": [{"id": "abcde12345", "summary": "Legs"}], "kind": "calendar#events"}
    assert reason(api.get(ONE, params={"fields": "items(id"})) == (400, "invalid")
