"""Asks a question on stderr, again and again until the answer can be used."""

import sys
from collections.abc import Callable
from typing import TypeVar

from service.errors import UsageError

T = TypeVar("T")


def ask(prompt: str, read: Callable[[str], T], *, usual: str = "") -> T:
    """Ask until `read` accepts the answer, and return what `read` makes of it.

    Shape: an empty answer means `usual`. `read` raises ValueError with a sentence for an invalid answer.
    Errors: UsageError when standard input ends.
    """
    while True:
        sys.stderr.write(f"{prompt} [{usual}] " if usual else f"{prompt} ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            sys.stderr.write("\n")
            hint = "Answer every question, or give --goal, --level, --timezone and --busy; see --help."
            raise UsageError(
                reason="the answers ended before the questions, so nothing was written", hint=hint
            )
        try:
            return read(line.strip() or usual)
        except ValueError as error:
            sys.stderr.write(f"  {error}\n")
