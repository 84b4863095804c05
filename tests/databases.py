"""Databases for tests, on a file and on a server."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copy
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from service.storage.database import Database
    from tests.postgresql import PostgreSQL


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all tables and nothing in them, to be copied: to make one takes ten times as long."""
    from service.storage.database import Database

    file = tmp_path_factory.mktemp("empty") / "liftrun.db"
    Database.at(str(file)).close()
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a database is, which others may use too if it is on a server."""
    if request.param == "sqlite":
        return str(copy(request.getfixturevalue("empty_database"), tmp_path / "liftrun.db"))
    server: PostgreSQL = request.getfixturevalue("postgresql")
    return server.shared


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where no database is yet, and nobody else will look for one."""
    if request.param == "sqlite":
        return str(tmp_path / "new" / "liftrun.db")
    server: PostgreSQL = request.getfixturevalue("postgresql")
    return server.fresh()


@pytest.fixture
def database(place: str) -> Iterator["Database"]:
    from service.storage.database import Database

    with Database.at(place) as database:
        yield database


@pytest.fixture
def elsewhere(database: "Database", place: str) -> Iterator["Database"]:
    """The same database as another process sees it."""
    from service.storage.database import Database

    del database
    with Database.at(place) as twin:
        yield twin


@pytest.fixture
def athlete() -> str:
    """Somebody nothing is kept of."""
    return uuid4().hex
