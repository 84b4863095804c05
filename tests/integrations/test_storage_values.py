"""Every stored value is read back equal, from a file and from a server."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.domain.entry import Entry
from service.domain.log import Logged
from service.domain.mark import Mark
from service.domain.version import Version
from service.ports.ledger import Intent
from service.ports.source_memory import Remembered
from service.storage.database import Database
from service.storage.keys import Keys
from service.storage.stores.ledger import DatabaseLedger
from service.storage.stores.plan_store import DatabasePlanStore
from service.storage.stores.source_memory import DatabaseSourceMemory
from service.storage.stores.training_log import DatabaseTrainingLog
from service.storage.stores.vault import DatabaseVault
from tests.entries import entries, texts
from tests.versions import DONE, logged, marks, remembered, versions

# One database serves all examples: what an earlier one left must not matter to a later one.
many = settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])


@many
@given(version=versions)
def test_any_version(database: Database, athlete: str, version: Version) -> None:
    store = DatabasePlanStore(database, athlete)
    added = store.add(version)
    assert added == replace(version, number=added.number)
    assert store.head() == store.version(added.number) == added
    assert sorted(map(str, store.marks())) == sorted(map(str, version.marks))


@many
@given(mark=marks)
def test_any_mark(database: Database, athlete: str, mark: Mark) -> None:
    store = DatabasePlanStore(database, athlete)
    store.mark(mark)
    assert mark in store.marks()
    store.unmark(mark.session)
    assert store.marks() == ()


@many
@given(entry=entries(), target=texts)
def test_any_entry(database: Database, athlete: str, entry: Entry, target: str) -> None:
    ledger = DatabaseLedger(database, athlete)
    ledger.intend(target, Intent(entry.uid, entry))
    assert ledger.intents(target) == {entry.uid: Intent(entry.uid, entry)}
    ledger.settle(target, entry.uid, entry)
    assert ledger.written(target)[entry.uid] == entry
    ledger.settle(target, entry.uid, None)


@many
@given(said=remembered, source=texts)
def test_anything_a_calendar_said(database: Database, athlete: str, said: Remembered, source: str) -> None:
    memory = DatabaseSourceMemory(database, athlete)
    memory.remember(source, said)
    assert memory.recall(source) == said


@many
@given(name=texts, secret=texts)
def test_any_secret(database: Database, athlete: str, keys: Keys, name: str, secret: str) -> None:
    vault = DatabaseVault(database, athlete, keys)
    vault.keep(name, secret)
    assert vault.secret(name) == secret
    assert vault.names() == (name,)
    vault.discard(name)


@many
@given(lines=st.lists(logged, max_size=4, unique=True))
def test_any_line_of_the_log(database: Database, athlete: str, lines: list[Logged]) -> None:
    log = DatabaseTrainingLog(database, athlete)
    for line in lines:
        log.note(line)
        log.note(line)
    assert log.read() == tuple(sorted(lines, key=lambda line: line.day))
    for line in lines:
        log.strike(line)
    assert log.read() == ()


def test_a_log_keeps_athletes_apart(database: Database, athlete: str) -> None:
    mine, theirs = DatabaseTrainingLog(database, athlete), DatabaseTrainingLog(database, f"not {athlete}")
    theirs.note(DONE)
    mine.strike(DONE)
    assert mine.read() == ()
    assert theirs.read() == (DONE,)
    assert mine.name


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return Keys({}, tmp_path / "key")
