"""Copies the whole database into one backup file, and restores a database from such a file."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Table, delete, insert, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel

from service.errors import OutputRefused, StorageUnusable, SyncRefused
from service.storage.address import Address
from service.storage.database import Database
from service.storage.tables import AthleteRow, IdentityRow

BATCH = 500
"""How many rows are read and written at a time."""


def backup(database: Database, file: Path, *, force: bool = False) -> None:
    """Write one consistent state of the database into a file, completely or not at all.

    Shape: secrets stay sealed, and their key is not in the file. `force` overwrites an existing file.
    Errors: OutputRefused for an existing file without `force`, for the database's own file, and for a file
    that cannot be written; StorageUnusable.
    """
    if file.exists() and not force:
        raise _there_already(file)
    _expect_another(file, database)
    try:
        with TemporaryDirectory(dir=file.absolute().parent, prefix=".liftrun-backup-") as folder:
            draft = Path(folder) / "backup.db"
            address = Address.of_file(draft, name=str(file))
            with (
                Database(address, beside_copies=True) as copy,
                database.reading() as source,
                copy.writing() as target,
            ):
                _copy(source, target)
            _settle(draft)
            _put(draft, file, force=force)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputRefused(name=file, reason=reason, hint="Name another file.") from error


def restore(file: Path, database: Database, *, force: bool = False) -> None:
    """Replace the content of the database with that of a backup, all of it or nothing.

    Shape: the backup of an older Liftrun is migrated on the way; the file itself is not changed. `force`
    replaces a database that holds an athlete, and the data in it is lost.
    Errors: SyncRefused for such a database without `force`; OutputRefused for the database's own file;
    StorageUnusable when the file is no backup.
    """
    _expect_another(file, database)
    with _opened(file) as copy, copy.reading() as source, database.writing() as target:
        if not force and target.exec(select(AthleteRow).limit(1)).first():  # type: ignore[call-overload]
            hint = "Add --force to lose that and have the backup instead, or name another with --database."
            raise SyncRefused(name=database.address.name, reason="it holds something already", hint=hint)
        for table in reversed(_tables()):
            target.connection().execute(delete(table))
        try:
            _copy(source, target)
        except IntegrityError as error:
            raise StorageUnusable(path=file, reason="what is in it does not hold together") from error


def _expect_another(file: Path, database: Database) -> None:
    own = database.address.file
    if own and file.exists() and file.samefile(own):
        raise OutputRefused(name=file, reason="it is the database itself", hint="Name another file.")


@contextmanager
def _opened(file: Path) -> Iterator[Database]:
    """Open a backup for reading, as a temporary copy, because opening may migrate it.

    Errors: StorageUnusable.
    """
    with TemporaryDirectory(prefix="liftrun-restore-") as folder:
        copy = Path(folder) / "backup.db"
        try:
            shutil.copyfile(file, copy)
        except OSError as error:
            hint = "Name a file that `liftrun backup` has written."
            reason = (error.strerror or str(error)).lower()
            raise StorageUnusable(path=file, reason=reason, hint=hint) from error
        with Database(
            Address.of_file(copy, name=str(file)), may_be_new=False, beside_copies=True
        ) as database:
            yield database


def _copy(source: Session, target: Session) -> None:
    for table in _tables():
        rows = source.connection().execute(select(table), execution_options={"yield_per": BATCH})
        for batch in rows.mappings().partitions():
            target.connection().execute(insert(table), [dict(row) for row in batch])


def _tables() -> list[Table]:
    """Every table of athletes' data, in the order in which rows refer to one another.

    Shape: without the identity, which each database has for itself.
    """
    tables = SQLModel.metadata.sorted_tables
    return [table for table in tables if table.name != IdentityRow.__tablename__]


def _settle(file: Path) -> None:
    """Move the write-ahead log into the file, so that the file is complete, and sync it to the disk."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    with file.open("rb") as written:
        os.fsync(written.fileno())


def _put(draft: Path, file: Path, *, force: bool) -> None:
    if force:
        draft.replace(file)
        return
    try:
        file.hardlink_to(draft)
    except FileExistsError as error:
        raise _there_already(file) from error


def _there_already(file: Path) -> OutputRefused:
    hint = "Add --force to write over it, or name another file."
    return OutputRefused(name=file, reason="there is such a file already", hint=hint)
