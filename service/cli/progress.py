"""What is being done, told on stderr once it takes more than a second."""

import sys
from threading import Timer
from typing import Self

PATIENCE = 1.0
"""Seconds for which nobody needs to be told anything."""


class Progress:
    """A teller that stays silent for quick work."""

    def __init__(self) -> None:
        self._doing = ""
        self._is_slow = False
        self._timer = Timer(PATIENCE, self._lose_patience)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def tell(self, doing: str) -> None:
        """Say what is done from now on."""
        self._doing = doing
        if self._is_slow:
            print(f"{doing} ...", file=sys.stderr)

    def _lose_patience(self) -> None:
        self._is_slow = True
        if self._doing:
            self.tell(self._doing)
