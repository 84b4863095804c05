"""Opens one database, migrates it to the current tables, and gives out its transactions and locks."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import bindparam, text
from sqlmodel import Session, select

from service.errors import StorageUnusable, SyncRefused
from service.storage.address import Address
from service.storage.engine import engine, reader, writer
from service.storage.lock import LockTimeout, hold_lock
from service.storage.schema import is_migrated, migrate
from service.storage.tables import AthleteRow
from service.storage.text import AnyText

MIGRATION_TIMEOUT = timedelta(minutes=1)
"""How long to wait for another process that is creating or migrating the tables."""

INSERT_ATHLETE = text("INSERT INTO athletes (name) VALUES (:name) ON CONFLICT DO NOTHING").bindparams(
    bindparam("name", type_=AnyText)
)


class Database:
    """One open database, which several threads and processes may use at once, for all athletes.

    Shape: with `may_be_new` False, a database without our tables is an error and gets none.
    Errors: StorageUnusable, from the constructor and from every method.
    """

    def __init__(self, address: Address, *, may_be_new: bool = True) -> None:
        self.address = address
        if address.file:
            _create_file(address.file, address.name)
        self._engine = engine(address)
        try:
            with hold_lock("opening", address, self._engine, wait=MIGRATION_TIMEOUT):
                migrate(address, may_be_new=may_be_new)
        except LockTimeout as error:
            reason = "another Liftrun is bringing it up to date"
            raise StorageUnusable(path=address.name, reason=reason, hint="Wait until it is done.") from error
        self._reader, self._writer = reader(self._engine), writer(self._engine)

    @classmethod
    def at(cls, place: str) -> Self:
        """Open the database at a path or a postgresql:// URL; a missing file is created."""
        return cls(Address.of(place))

    def is_up_to_date(self) -> bool:
        """Whether the database has the current tables.

        Errors: StorageUnusable when it does not answer.
        """
        return is_migrated(self.address, self._engine)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a transaction that reads one consistent state of the database."""
        with Session(self._reader, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a transaction that commits all its changes at the end, or none after an exception."""
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


def _create_file(file: Path, shown: str) -> None:
    """Create the file and its folder if they are missing; only the owner may read new ones."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not file.exists():
            file.touch(mode=0o600)
    except OSError as error:
        raise StorageUnusable(path=shown, reason=(error.strerror or str(error)).lower()) from error
