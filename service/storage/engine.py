"""Creates the SQLAlchemy engine for SQLite or PostgreSQL, and turns its errors into StorageUnusable."""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import IntegrityError

from service.errors import StorageUnusable
from service.storage.address import Address

PATIENCE_IN_SECONDS = 30
"""How long a write waits for another process's write, and a connection for its server."""

NO_DRIVER = "psycopg is not installed"


def engine(address: Address, *, keeps_references: bool = True) -> Engine:
    """Create an engine for a database; no connection is opened yet.

    Shape: without `keeps_references` SQLite does not enforce foreign keys, so that a migration can recreate
    a table that other tables refer to.
    Errors: StorageUnusable, here and from every use of the engine. An IntegrityError, which would be a bug
    of ours, is not changed.
    """
    made = _of_file(address, keeps_references=keeps_references) if address.file else _of_server(address)
    event.listen(made, "handle_error", lambda context: _complain(address, context), retval=True)
    return made


def reader(engine: Engine) -> Engine:
    """The engine for transactions that see one state of the database from their first query on."""
    on_file = engine.dialect.name == "sqlite"
    return engine if on_file else engine.execution_options(isolation_level="REPEATABLE READ")


def writer(engine: Engine) -> Engine:
    """The engine for transactions that write."""
    # Otherwise a transaction that reads first and then writes fails when another one wrote in between.
    return engine.execution_options(begin="BEGIN IMMEDIATE")


def _of_file(address: Address, *, keeps_references: bool) -> Engine:
    made = create_engine(address.url, hide_parameters=True, connect_args={"timeout": PATIENCE_IN_SECONDS})

    @event.listens_for(made, "connect")
    def settle_in(connection: Any, _record: Any) -> None:
        # The driver would begin transactions by itself, and not before the first write.
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode = WAL")
        # A write must survive a power cut: a lost intent would lead to a duplicate event in a calendar.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA foreign_keys = {int(keeps_references)}")

    @event.listens_for(made, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))

    return made


def _of_server(address: Address) -> Engine:
    try:
        return create_engine(
            address.url,
            hide_parameters=True,
            pool_pre_ping=True,
            connect_args={"connect_timeout": PATIENCE_IN_SECONDS},
        )
    except ModuleNotFoundError as error:
        hint = "Install it: pip install 'liftrun[postgres]'."
        raise StorageUnusable(path=address.name, reason=NO_DRIVER, hint=hint) from error


def _complain(address: Address, context: ExceptionContext) -> StorageUnusable | None:
    if isinstance(context.sqlalchemy_exception, IntegrityError) or context.is_pre_ping:
        return None
    return StorageUnusable(path=address.name, reason=" ".join(str(context.original_exception).split()))
