"""Finds out which tables a database has, and migrates it to the current ones."""

from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from service.errors import StorageUnusable
from service.storage.address import Address
from service.storage.engine import engine, writer

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0003"
"""The newest migration, a constant because asking Alembic takes longer than all other steps of opening."""

VERSION_TABLE = "liftrun_schema"
"""A name of our own, so that the database of another program with Alembic is not taken for ours."""


def migrate(address: Address, *, may_be_new: bool = True) -> None:
    """Migrate a database to the current tables, completely or not at all; do nothing if it has them.

    Errors: StorageUnusable when it belongs to another program or to a newer Liftrun, or when it is empty
    and `may_be_new` is False.
    """
    # Without foreign keys, because a migration may have to recreate a table that others refer to.
    made = engine(address, keeps_references=False)
    try:
        with made.connect() as connection:
            found = _revision(connection, address)
        if found is None and not may_be_new:
            raise StorageUnusable(path=address.name, reason="there is nothing of Liftrun's in it")
        if found != HEAD:
            with writer(made).begin() as connection:
                _upgrade(connection, address, found)
    finally:
        made.dispose()


def is_migrated(address: Address, engine: Engine) -> bool:
    """Whether the database is at the newest migration."""
    with engine.connect() as connection:
        return _revision(connection, address) == HEAD


def migrations() -> "Config":
    """Alembic's configuration for our migrations, wherever the package is installed."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "service.storage:migrations")
    return config


def _revision(connection: Connection, address: Address) -> str | None:
    tables = inspect(connection).get_table_names()
    if VERSION_TABLE in tables:
        found: str = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one()  # noqa: S608
        return found
    if tables:
        hint = "Give Liftrun a database of its own with --database."
        raise StorageUnusable(path=address.name, reason="it holds another program's tables", hint=hint)
    return None


def _upgrade(connection: Connection, address: Address, found: str | None) -> None:
    from alembic import command
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    config = migrations()
    try:
        ScriptDirectory.from_config(config).get_revision(found or "base")
    except CommandError as error:
        hint = "Bring Liftrun up to date, or name another database with --database."
        reason = "a newer Liftrun has written to it"
        raise StorageUnusable(path=address.name, reason=reason, hint=hint) from error
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
