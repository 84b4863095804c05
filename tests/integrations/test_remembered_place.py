"""A target's remembered calendar is used for that target alone."""

import pytest

from integrations._shared.remembered_place import RememberedCalendar
from service.ports.source_memory import SourceMemory
from service.storage.database import Database
from service.storage.stores.source_memory import DatabaseSourceMemory


@pytest.fixture
def memory(database: Database, athlete: str) -> SourceMemory:
    return DatabaseSourceMemory(database, athlete)


def test_the_last_place_is_kept(memory: SourceMemory) -> None:
    place = RememberedCalendar(memory, kind="google", server="here", name="Training")
    assert place.recall() is None
    place.keep("first")
    place.keep("second")
    assert RememberedCalendar(memory, kind="google", server="here", name="Training").recall() == "second"


@pytest.mark.parametrize("other", [{"kind": "caldav"}, {"server": "there"}, {"name": "Sport"}])
def test_another_target_has_another_place(memory: SourceMemory, other: dict[str, str]) -> None:
    mine = {"kind": "google", "server": "here", "name": "Training"}
    RememberedCalendar(memory, **mine).keep("mine")
    assert RememberedCalendar(memory, **mine | other).recall() is None


def test_without_a_memory_nothing_is_kept() -> None:
    place = RememberedCalendar(None, kind="google", server="here", name="Training")
    place.keep("lost")
    assert place.recall() is None
