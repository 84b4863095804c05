"""What holds for every test."""

import gc
import os
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import settings

from tests.caldav_at_hand import account, url
from tests.databases import athlete, database, elsewhere, empty_database, fresh, place
from tests.google_at_hand import api, google, hand
from tests.postgresql import postgresql

# What they name here is there for every test.
__all__ = [
    "account",
    "api",
    "athlete",
    "database",
    "elsewhere",
    "empty_database",
    "fresh",
    "google",
    "hand",
    "place",
    "postgresql",
    "url",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files with the longest tests first, so that none of them is still running at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """Keep the garbage collector away from all that stays, thousands of tests and their modules.

    It would look through them again and again, which takes an eighth of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@pytest.fixture(autouse=True)
def _no_database_of_the_developers(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The usual place, where commands look for the plan that is kept, is empty when a test begins."""
    monkeypatch.setenv("XDG_DATA_HOME", str(Path(tmp_path_factory.getbasetemp(), f"data-{uuid4().hex}")))
    monkeypatch.delenv("LIFTRUN_DATABASE", raising=False)


# On a developer's machine every run tries new values; on CI the same ones, so that a change is judged
# by itself and not by what chance finds that day.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("developer", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "developer")
