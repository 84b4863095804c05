"""Prints on stderr what a command is doing, once it has taken more than a second."""

import sys
from threading import Timer
from typing import Self

SILENT_SECONDS = 1.0
"""Seconds before the first line is printed."""


class Progress:
    """Prints the steps of slow work, and nothing for quick work."""

    def __init__(self) -> None:
        self._doing = ""
        self._is_slow = False
        self._timer = Timer(SILENT_SECONDS, self._become_slow)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def tell(self, doing: str) -> None:
        """Note the step that begins now, and print it once the work is slow."""
        self._doing = doing
        if self._is_slow:
            print(f"{doing} ...", file=sys.stderr)

    def _become_slow(self) -> None:
        self._is_slow = True
        if self._doing:
            self.tell(self._doing)
