"""Of whom a database keeps plans, whether anybody is planned for now or not."""

from sqlmodel import col, select

from service.storage.database import Database
from service.storage.tables import PlanRow


def planned_before(database: Database) -> tuple[str, ...]:
    """Their names, in order."""
    with database.reading() as session:
        found = session.exec(select(col(PlanRow.athlete)).distinct()).all()
    return tuple(sorted(found))
