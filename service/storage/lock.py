"""A lock that only one process holds at a time, and that is released when the process dies."""

import hashlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Engine, text

from service.errors import StorageUnusable
from service.storage.address import Address

DIGITS = 16
LOCK_NOT_AVAILABLE = "55P03"


class LockTimeout(Exception):
    """Another process held the lock for the whole time that was waited."""


def hold_lock(
    name: str, address: Address, engine: Engine, *, wait: timedelta
) -> AbstractContextManager[None]:
    """Hold the lock of that name over one database: a lock file for SQLite, an advisory lock on a server.

    Errors: Taken; StorageUnusable when the lock file beside the database cannot be created.
    """
    digest = hashlib.sha256(name.encode(errors="surrogatepass")).hexdigest()[:DIGITS]
    if address.file:
        return _lock_file(address.file, digest, address.name, wait)
    return _advisory_lock(engine, int(digest, 16) - 2**63, wait)


@contextmanager
def _lock_file(file: Path, digest: str, shown: str, wait: timedelta) -> Iterator[None]:
    # The lock file is not deleted on release, because then two processes could hold a lock each.
    lock = FileLock(file.with_name(f"{file.name}.{digest}.lock"), timeout=wait.total_seconds(), mode=0o600)
    try:
        lock.acquire()
    except Timeout as error:
        raise LockTimeout from error
    except OSError as error:
        raise StorageUnusable(path=shown, reason=(error.strerror or str(error)).lower()) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _advisory_lock(engine: Engine, key: int, wait: timedelta) -> Iterator[None]:
    # At least 1 ms, because PostgreSQL takes a timeout of 0 as no timeout.
    patience = max(1, wait // timedelta(milliseconds=1))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        # Detached from the pool, so that closing it ends the lock and the timeout that was set for it.
        connection.detach()
        connection.execute(text(f"SET lock_timeout = {patience}"))
        try:
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": key})
        except StorageUnusable as error:
            if getattr(error.__cause__, "sqlstate", None) != LOCK_NOT_AVAILABLE:
                raise
            raise LockTimeout from error
        yield
