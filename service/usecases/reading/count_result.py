"""Reports to the metrics whether a piece of work succeeded, or the name of the error that ended it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

DONE = "done"


@contextmanager
def count_result(report: Callable[[str], None]) -> Iterator[None]:
    """Calls `report` once, when the `with` block ends, with `done` or the name of the error's class."""
    result = DONE
    try:
        yield
    except Exception as error:
        result = type(error).__name__
        raise
    finally:
        report(result)
