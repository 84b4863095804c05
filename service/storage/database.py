"""One database, open and up to date."""

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
from service.storage.lock import Taken, held
from service.storage.schema import bring_up, has_tables_of_today
from service.storage.tables import AthleteRow
from service.storage.text import AnyText

TO_BRING_UP = timedelta(minutes=1)
"""How long to wait for another process that is making the tables."""

ARRIVAL = text("INSERT INTO athletes (name) VALUES (:name) ON CONFLICT DO NOTHING").bindparams(
    bindparam("name", type_=AnyText)
)


class Database:
    """The memory of Liftrun, for as many athletes, threads and processes as there are.

    Errors: StorageUnusable, from making it on.
    """

    def __init__(self, address: Address, *, may_be_new: bool = True) -> None:
        self.address = address
        if address.file:
            _make_room(address.file, address.name)
        self._engine = engine(address)
        try:
            with held("opening", address, self._engine, wait=TO_BRING_UP):
                bring_up(address, may_be_new=may_be_new)
        except Taken as error:
            reason = "another Liftrun is bringing it up to date"
            raise StorageUnusable(path=address.name, reason=reason, hint="Wait until it is done.") from error
        self._reader, self._writer = reader(self._engine), writer(self._engine)

    @classmethod
    def at(cls, place: str) -> Self:
        """The database at a path or a postgresql:// URL, made if it is a file and not there."""
        return cls(Address.of(place))

    def is_up_to_date(self) -> bool:
        """Whether it answers, and has the tables of today."""
        return has_tables_of_today(self.address, self._engine)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A look at one state of everything."""
        with Session(self._reader, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Changes that are all made, for good, when it ends, or none when it breaks off."""
        with Session(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def writing_of(self, athlete: str) -> Iterator[Session]:
        """The same for one athlete, in whose rows no other process writes until it ends."""
        with self.writing() as session:
            session.connection().execute(ARRIVAL, {"name": athlete})
            session.exec(select(AthleteRow).where(AthleteRow.name == athlete).with_for_update()).one()
            yield session

    @contextmanager
    def alone(self, athlete: str, *, wait: timedelta) -> Iterator[None]:
        """The right to change this athlete's calendars, which only one process has at a time.

        Errors: SyncRefused when another still has it after `wait`.
        """
        try:
            with held(f"run of {athlete}", self.address, self._engine, wait=wait):
                yield
        except Taken as error:
            reason = "another run of Liftrun is at work on it"
            hint = "Wait until that one is done, then run it again."
            raise SyncRefused(name="The plan", reason=reason, hint=hint) from error

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _make_room(file: Path, shown: str) -> None:
    """See to it that there is a file, for nobody else to read when it is new."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not file.exists():
            file.touch(mode=0o600)
    except OSError as error:
        raise StorageUnusable(path=shown, reason=(error.strerror or str(error)).lower()) from error
