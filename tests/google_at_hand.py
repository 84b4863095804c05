"""Fixtures: a local Google server for each test, with a client and the athlete's changes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import httpx2

    from tests.fakes.google.hand import Hand
    from tests.fakes.google_server import GoogleServer


@pytest.fixture
def google() -> Iterator["GoogleServer"]:
    # What it loads is for those tests alone.
    from tests.fakes.google_server import GoogleServer

    with GoogleServer() as server:
        yield server


@pytest.fixture
def api(google: "GoogleServer") -> Iterator["httpx2.Client"]:
    """Plain HTTP, with every right."""
    from tests.fakes.google.caller import calling

    with calling(google) as client:
        yield client


@pytest.fixture
def hand(google: "GoogleServer") -> "Hand":
    """On the primary calendar."""
    return google.calendar()
