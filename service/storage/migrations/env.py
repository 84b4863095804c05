"""How Alembic runs the migrations: on the connection it is handed, in the transaction that is open there."""

from alembic import context

from service.storage.schema import VERSION_TABLE
from service.storage.tables import AthleteRow

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=AthleteRow.metadata,
    version_table=VERSION_TABLE,
    # SQLite cannot change a column where it stands.
    render_as_batch=True,
)
context.run_migrations()
