"""Checks a database for damage, and counts the sealed secrets in it."""

from sqlalchemy import text
from sqlmodel import func, select

from service.storage.database import Database
from service.storage.tables import SecretRow


def damage(database: Database) -> str:
    """The first damage that SQLite finds in the file, empty for none; a server only has to answer.

    Errors: StorageUnusable.
    """
    with database.reading() as session:
        if database.address.file is None:
            session.connection().execute(text("SELECT 1"))
            return ""
        found: str = session.connection().execute(text("PRAGMA quick_check(1)")).scalar_one()
        return "" if found == "ok" else found


def sealed(database: Database) -> int:
    """The number of sealed secrets in the database, of all athletes."""
    with database.reading() as session:
        return session.exec(select(func.count()).select_from(SecretRow)).one()
