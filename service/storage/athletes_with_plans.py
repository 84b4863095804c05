"""The names of the athletes that a database holds plans of, even when no configuration names them now."""

from sqlmodel import col, select

from service.storage.database import Database
from service.storage.tables import PlanRow


def athletes_with_plans(database: Database) -> tuple[str, ...]:
    """The names of all athletes with at least one version of a plan, sorted."""
    with database.reading() as session:
        found = session.exec(select(col(PlanRow.athlete)).distinct()).all()
    return tuple(sorted(found))
