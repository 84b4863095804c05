"""Waits until another thread or process has done something."""

import time
from collections.abc import Callable

MOMENT = 0.02
PATIENCE = 15


def waited(condition: Callable[[], object], seconds: float = PATIENCE) -> bool:
    """Whether it came true in time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(MOMENT)
    return True
