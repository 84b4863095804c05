"""Opens one database, migrates it to the current tables, and gives out its transactions and locks."""

import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import bindparam, text
from sqlmodel import Session, select

from service.errors import StorageUnusable, SyncRefused
from service.storage.address import Address
from service.storage.copies import FOLDER, newest_copy
from service.storage.engine import engine, reader, writer
from service.storage.lock import LockTimeout, hold_lock
from service.storage.open_file import OpenFile
from service.storage.schema import is_migrated, migrate
from service.storage.tables import AthleteRow, IdentityRow
from service.storage.text import AnyText

MIGRATION_TIMEOUT = timedelta(minutes=1)
"""How long to wait for another process that is creating or migrating the tables."""

INSERT_ATHLETE = text("INSERT INTO athletes (name) VALUES (:name) ON CONFLICT DO NOTHING").bindparams(
    bindparam("name", type_=AnyText)
)


class Database:
    """One open database, which several threads and processes may use at once, for all athletes.

    Shape: with `may_be_new` False, a database without our tables is an error and gets none. A new or empty
    file beside daily copies is an error too, unless `beside_copies` says that it is meant.
    Errors: StorageUnusable, from the constructor and from every method.
    """

    def __init__(self, address: Address, *, may_be_new: bool = True, beside_copies: bool = False) -> None:
        self.address = address
        if address.file:
            if not beside_copies:
                _expect_no_loss(address.file, address.name)
            _create_file(address.file, address.name, may_be_new=may_be_new)
        self._engine = engine(address)
        try:
            with hold_lock("opening", address, self._engine, wait=MIGRATION_TIMEOUT):
                migrate(address, may_be_new=may_be_new)
        except LockTimeout as error:
            reason = "another Liftrun is bringing it up to date"
            raise StorageUnusable(path=address.name, reason=reason, hint="Wait until it is done.") from error
        self._reader, self._writer = reader(self._engine), writer(self._engine)
        self._file = OpenFile.of(address.file, address.name) if address.file else None
        self._identity = self._read_identity()

    @classmethod
    def at(cls, place: str) -> Self:
        """Open the database at a path or a postgresql:// URL; a missing file is created."""
        return cls(Address.of(place))

    def is_up_to_date(self) -> bool:
        """Whether the database has the current tables.

        Errors: StorageUnusable when it does not answer.
        """
        return is_migrated(self.address, self._engine)

    def prove(self, now: datetime) -> None:
        """Accept the database if it is the one that was opened, and takes a write.

        Errors: StorageUnusable.
        """
        with self.writing() as session:
            row = session.exec(select(IdentityRow)).one_or_none()
            if row is None or row.id != self._identity:
                reason = "it holds another database's data than when it was opened"
                raise StorageUnusable(path=self.address.name, reason=reason, hint="Start the service again.")
            row.proven_at = now
            session.add(row)

    def _expect_file(self) -> None:
        if self._file:
            self._file.expect_same()

    def _read_identity(self) -> str | None:
        with self.reading() as session:
            row = session.exec(select(IdentityRow)).one_or_none()
            return row.id if row else None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a transaction that reads one consistent state of the database."""
        self._expect_file()
        with Session(self._reader, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a transaction that commits all its changes at the end, or none after an exception."""
        self._expect_file()
        with Session(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def writing_athlete(self, athlete: str) -> Iterator[Session]:
        """Open such a transaction for one athlete; no other one writes their rows until it ends."""
        with self.writing() as session:
            session.connection().execute(INSERT_ATHLETE, {"name": athlete})
            session.exec(select(AthleteRow).where(AthleteRow.name == athlete).with_for_update()).one()
            yield session

    @contextmanager
    def athlete_lock(self, athlete: str, *, wait: timedelta) -> Iterator[None]:
        """Hold the lock of this athlete, which a process must have to change their calendars.

        Errors: SyncRefused when another process still holds it after `wait`.
        """
        try:
            with hold_lock(f"run of {athlete}", self.address, self._engine, wait=wait):
                yield
        except LockTimeout as error:
            reason = "another run of Liftrun is at work on it"
            hint = "Wait until that one is done, then run it again."
            raise SyncRefused(name="The plan", reason=reason, hint=hint) from error

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _expect_no_loss(file: Path, shown: str) -> None:
    """Accept a database that exists, or a new one without copies of an older one beside it.

    Errors: StorageUnusable with the command that restores the newest copy.
    """
    copy = None if _has_content(file) else newest_copy(file.parent / FOLDER)
    if copy:
        reason = "it is empty, but there are copies of an older one beside it"
        command = f"liftrun restore {copy} --database {shlex.quote(shown)}"
        hint = f"`{command}` brings the newest back; to begin anew, move the folder {copy.parent} away."
        raise StorageUnusable(path=shown, reason=reason, hint=hint)


def _has_content(file: Path) -> bool:
    try:
        return file.stat().st_size > 0
    except OSError:
        return False


def _create_file(file: Path, shown: str, *, may_be_new: bool) -> None:
    """Create the file and its folder if they are missing; only the owner may read new ones.

    Errors: StorageUnusable, also for a missing file that may not be new.
    """
    if not may_be_new and not file.exists():
        raise StorageUnusable(path=shown, reason="there is no such file")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not file.exists():
            file.touch(mode=0o600)
    except OSError as error:
        raise StorageUnusable(path=shown, reason=(error.strerror or str(error)).lower()) from error
