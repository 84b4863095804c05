"""The address of a database: an SQLite file, or a database on a PostgreSQL server."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from service.errors import StorageUnusable

SERVERS = {"postgresql", "postgresql+psycopg", "postgres"}


@dataclass(frozen=True)
class Address:
    """Where one database is.

    Shape: `name` may be shown in a message: for a server it has the host and the database, and no secret.
    `file` is None for a server.
    """

    name: str
    url: URL
    file: Path | None = None

    @classmethod
    def of(cls, place: str) -> Self:
        """The address that a path or a postgresql:// URL names.

        Errors: StorageUnusable for any other URL.
        """
        if "://" in place:
            return cls.of_server(place)
        return cls.of_file(Path(place).expanduser(), name=place)

    @classmethod
    def of_file(cls, file: Path, *, name: str) -> Self:
        """The address of a file; messages call it `name`."""
        # Resolved, because a process that opens the file by a symbolic link must find the same lock files.
        file = file.resolve()
        return cls(name, URL.create("sqlite+pysqlite", database=str(file)), file)

    @classmethod
    def of_server(cls, place: str) -> Self:
        """The address of a database on a server.

        Errors: StorageUnusable for an invalid URL.
        """
        try:
            url = make_url(place)
        except (ArgumentError, ValueError) as error:
            raise _no_address() from error
        # With an @ in a password that is not written %40, the end of the password is parsed as part of
        # the host, and would be shown.
        if url.drivername not in SERVERS or "@" in (url.host or ""):
            raise _no_address()
        shown = URL.create("postgresql", host=url.host, port=url.port, database=url.database)
        return cls(shown.render_as_string(), url.set(drivername="postgresql+psycopg"))


def usual_place() -> Path:
    """The default database file, in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("liftrun", appauthor=False) / "liftrun.db"


def _no_address() -> StorageUnusable:
    return StorageUnusable(
        path="What was named",
        reason="it is neither a file nor an address such as postgresql://user:password@host/name",
        hint="Write /, @, : and % in a password as %2F, %40, %3A and %25.",
    )
