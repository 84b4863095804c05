"""The local Google server accepts and returns times as the reference documents them."""

from typing import Any

import httpx2
import pytest

from tests.fakes.google.caller import EVENTS, hour, reason


def span(start: Any, end: Any) -> dict[str, Any]:
    return {"start": start, "end": end}


def at(text: str, zone: str | None = None) -> dict[str, str]:
    return {"dateTime": text} | ({"timeZone": zone} if zone else {})


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, "required"),
        ({"start": at("2026-11-23T17:00:00Z")}, "required"),
        (span({}, {}), "required"),
        (span(at("2026-11-23T17:00:00"), at("2026-11-23T18:00:00")), "required"),
        (span({"date": "2026-11-23"}, at("2026-11-23T18:00:00Z")), "invalid"),
        (span({"date": "2026-11-23", "dateTime": "2026-11-23T18:00:00Z"}, {"date": "2026-11-24"}), "invalid"),
        (span(at("tomorrow"), at("2026-11-23T18:00:00Z")), "invalid"),
        (span(at("2026-11-23T17:00:00", "Mars/Base"), at("2026-11-23T18:00:00Z")), "invalid"),
        (span(at("2026-11-23T17:00:00Z"), at("2026-11-23T16:59:59Z")), "timeRangeEmpty"),
        (span({"date": "2026-11-24"}, {"date": "2026-11-23"}), "timeRangeEmpty"),
    ],
)
def test_refuses_what_is_no_span(api: httpx2.Client, body: dict[str, Any], expected: str) -> None:
    assert reason(api.post(EVENTS, json=body)) == (400, expected)


def test_keeps_one_kind_when_patched_to_the_other(api: httpx2.Client) -> None:
    event_id = api.post(EVENTS, json=hour()).json()["id"]
    days = span({"date": "2026-11-23"}, {"date": "2026-11-24"})
    assert reason(api.patch(f"{EVENTS}/{event_id}", json=days)) == (400, "invalid")
    days = {key: value | {"dateTime": None} for key, value in days.items()}
    assert api.patch(f"{EVENTS}/{event_id}", json=days).json()["start"] == {"date": "2026-11-23"}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (at("2026-11-23T17:00:00Z"), at("2026-11-23T18:00:00+01:00", "Europe/Berlin")),
        (at("2026-11-23T09:00:00-08:00"), at("2026-11-23T18:00:00+01:00", "Europe/Berlin")),
        (
            at("2026-11-23T12:00:00", "America/New_York"),
            at("2026-11-23T18:00:00+01:00", "America/New_York"),
        ),
        (at("2026-11-23T17:00:00Z", "Asia/Kathmandu"), at("2026-11-23T18:00:00+01:00", "Asia/Kathmandu")),
        (at("2026-11-23T17:00:00.900Z"), at("2026-11-23T18:00:00+01:00", "Europe/Berlin")),
        # The hour that Berlin has twice: without an offset it is the first.
        (at("2026-10-25T02:30:00", "Europe/Berlin"), at("2026-10-25T02:30:00+02:00", "Europe/Berlin")),
        (at("2026-10-25T02:30:00+01:00"), at("2026-10-25T02:30:00+01:00", "Europe/Berlin")),
    ],
)
def test_tells_times_in_the_calendars_zone(
    api: httpx2.Client, said: dict[str, str], told: dict[str, str]
) -> None:
    made = api.post(EVENTS, json=span(said, said)).json()
    assert made["start"] == made["end"] == told
    assert api.get(f"{EVENTS}/{made['id']}").json()["start"] == told


def test_tells_times_in_the_zone_asked_for(api: httpx2.Client) -> None:
    event_id = api.post(EVENTS, json=hour()).json()["id"]
    asked = {"timeZone": "UTC"}
    assert api.get(f"{EVENTS}/{event_id}", params=asked).json()["start"]["dateTime"] == "2026-11-23T17:00:00Z"
    (item,) = api.get(EVENTS, params=asked).json()["items"]
    assert item["start"]["dateTime"] == "2026-11-23T17:00:00Z"


def test_tells_days_as_they_were_said(api: httpx2.Client) -> None:
    days = span({"date": "2026-11-23"}, {"date": "2026-11-25"})
    made = api.post(EVENTS, json=days).json()
    assert (made["start"], made["end"]) == (days["start"], days["end"])
