"""A plain HTTP client for the fake server, without Google's library."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx2

from tests.fakes.google_server import GoogleServer

EVENTS = "calendars/primary/events"


@contextmanager
def calling(google: GoogleServer, *scopes: str) -> Iterator[httpx2.Client]:
    """A client with leave to do everything, or only what the scopes allow."""
    headers = {"Authorization": f"Bearer {google.access_token(*scopes)}"}
    with httpx2.Client(base_url=f"{google.url}/calendar/v3/", headers=headers, trust_env=False) as client:
        yield client


def reason(response: httpx2.Response) -> tuple[int, str]:
    """The status and the reason of a refusal, having seen that it has the documented shape."""
    error = response.json()["error"]
    (first,) = error["errors"]
    assert error["code"] == response.status_code
    assert error["message"] == first["message"]
    return response.status_code, first["reason"]


def hour(
    start: str = "2026-11-23T17:00:00Z", end: str = "2026-11-23T18:00:00Z", **more: Any
) -> dict[str, Any]:
    """The body of an event of an hour."""
    return {"start": {"dateTime": start}, "end": {"dateTime": end}, **more}


def pages(client: httpx2.Client, path: str = EVENTS, **query: Any) -> list[dict[str, Any]]:
    """All pages of a list."""
    found = [client.get(path, params=query).raise_for_status().json()]
    while "nextPageToken" in found[-1]:
        more = {**query, "pageToken": found[-1]["nextPageToken"]}
        found.append(client.get(path, params=more).raise_for_status().json())
    return found


def items(client: httpx2.Client, path: str = EVENTS, **query: Any) -> list[dict[str, Any]]:
    """Everything on all pages of a list."""
    return [item for page in pages(client, path, **query) for item in page["items"]]
