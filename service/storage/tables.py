"""The tables of the database, one class each.

Shape: every row belongs to one athlete. A value that a query uses is a column; a value that is only ever
read as a whole is a JSON document. An entry gains nothing from a row of its own: no query searches for
its title, and a JSON document can hold characters that PostgreSQL's text cannot.
"""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from service.storage.text import AnyText

Document = dict[str, Any]


def _athlete() -> Any:
    return Field(primary_key=True, foreign_key="athletes.name", ondelete="CASCADE", sa_type=AnyText)


def _key() -> Any:
    return Field(primary_key=True, sa_type=AnyText)


def _text() -> Any:
    return Field(sa_type=AnyText)


def _documents() -> Any:
    return Field(sa_type=JSON)


class AthleteRow(SQLModel, table=True):
    """An athlete with stored data; a transaction that writes an athlete's data locks this row."""

    __tablename__ = "athletes"

    name: str = _key()


class IdentityRow(SQLModel, table=True):
    """The only row that is of no athlete: the name of this database, and when it was last proven writable."""

    __tablename__ = "identity"

    id: str = Field(primary_key=True)
    proven_at: datetime | None


class PlanRow(SQLModel, table=True):
    """One version of a plan."""

    __tablename__ = "plans"

    athlete: str = _athlete()
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    made_at: datetime
    because: str = _text()
    restores: int | None
    document: str = _text()
    placements: list[Document] = _documents()
    entries: list[Document] = _documents()
    marks: list[Document] = _documents()


class MarkRow(SQLModel, table=True):
    """The current mark of one session."""

    __tablename__ = "marks"

    athlete: str = _athlete()
    session: str = _key()
    mark: Document = _documents()


class WrittenRow(SQLModel, table=True):
    """The entry that was last written to one target under one uid."""

    __tablename__ = "written"

    athlete: str = _athlete()
    target: str = _key()
    uid: str = _key()
    entry: Document = _documents()


class IntentRow(SQLModel, table=True):
    """An intent: a write to one target whose outcome is not recorded; without an entry it is a removal."""

    __tablename__ = "intents"

    athlete: str = _athlete()
    target: str = _key()
    uid: str = _key()
    entry: Document | None = Field(sa_type=JSON(none_as_null=True))


class SourceRow(SQLModel, table=True):
    """The content of one calendar when it was last read, in the format of its kind."""

    __tablename__ = "sources"

    athlete: str = _athlete()
    source: str = _key()
    token: str = _text()
    content: bytes
    window_start: datetime
    window_end: datetime
    read_at: datetime


class LoggedRow(SQLModel, table=True):
    """A line of the training log; `line` is its number among the athlete's lines."""

    __tablename__ = "training_log"

    athlete: str = _athlete()
    line: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    day: date
    kind: str
    duration: timedelta
    effort: str
    start: datetime | None
    missed: bool


class SecretRow(SQLModel, table=True):
    """A sealed secret of the vault; the key is not in the database."""

    __tablename__ = "secrets"

    athlete: str = _athlete()
    name: str = _key()
    sealed: bytes


class RosterRow(SQLModel, table=True):
    """An athlete the service plans for, with the path of their configuration file."""

    __tablename__ = "roster"

    athlete: str = _athlete()
    config: str = _text()
    since: datetime


class TokenRow(SQLModel, table=True):
    """A token as its digest; the secret itself is not in the database."""

    __tablename__ = "tokens"

    digest: str = Field(primary_key=True)
    athlete: str = Field(foreign_key="athletes.name", ondelete="CASCADE", sa_type=AnyText)
    purpose: str
    made_at: datetime
    ends_at: datetime | None
    seen_at: datetime | None
    seen_by: str = _text()
    uses: int


class ReadingRow(SQLModel, table=True):
    """The last complete reading of one source, and its failures since."""

    __tablename__ = "readings"

    athlete: str = _athlete()
    source: str = _key()
    kind: str
    tried_at: datetime
    trouble: str = _text()
    failures: int
    reading: Document | None = Field(sa_type=JSON(none_as_null=True))


class FeedRow(SQLModel, table=True):
    """The entries that an athlete's feed shows, and the plan version they were made from."""

    __tablename__ = "feeds"

    athlete: str = _athlete()
    version: int
    shown_at: datetime
    entries: list[Document] = _documents()


class JobRow(SQLModel, table=True):
    """The record of one job: when it is due, how its runs went, and until when it is leased."""

    __tablename__ = "duties"

    athlete: str = _athlete()
    duty: str = _key()
    due_at: datetime
    slot: datetime | None
    fence: int
    lease_until: datetime | None
    failures: int
    failing_since: datetime | None
    told_at: datetime | None
    done_at: datetime | None
    trouble: str = _text()
