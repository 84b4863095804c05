"""Runs the migrations for Alembic, on the connection that is handed over and in its open transaction."""

from alembic import context

from service.storage.schema import VERSION_TABLE
from service.storage.tables import AthleteRow

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=AthleteRow.metadata,
    version_table=VERSION_TABLE,
    # SQLite cannot change a column in place, so Alembic has to copy the table.
    render_as_batch=True,
)
context.run_migrations()
