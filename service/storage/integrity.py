"""Whether a database is whole, and what it holds that needs a key."""

from sqlalchemy import text
from sqlmodel import func, select

from service.storage.database import Database
from service.storage.tables import SecretRow


def damage(database: Database) -> str:
    """What is wrong with its file, empty when nothing is; a server looks after its own.

    Errors: StorageUnusable.
    """
    with database.reading() as session:
        if database.address.file is None:
            session.connection().execute(text("SELECT 1"))
            return ""
        found: str = session.connection().execute(text("PRAGMA quick_check(1)")).scalar_one()
        return "" if found == "ok" else found


def sealed(database: Database) -> int:
    """How many secrets it holds."""
    with database.reading() as session:
        return session.exec(select(func.count()).select_from(SecretRow)).one()
