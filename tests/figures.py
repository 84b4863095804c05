"""How much of a long test is run: `make test` runs a share of it, `make long` all of it.

A test that has more than it runs every day is marked `long`, so that `make long` runs it and no other.
"""

import os
from typing import TypeVar

T = TypeVar("T")

IS_LONG = os.environ.get("LIFTRUN_TESTS") == "long"


def figure(*, usual: T, long: T) -> T:
    """The one for `make test`, the other for `make long`."""
    return long if IS_LONG else usual
