"""A question on stderr, asked again until its answer can be used."""

import sys
from collections.abc import Callable
from typing import TypeVar

from service.errors import UsageError

T = TypeVar("T")


def ask(prompt: str, read: Callable[[str], T], *, usual: str = "") -> T:
    """What the answer means; an empty one stands for the usual.

    Shape: `read` raises ValueError with a sentence for an answer that will not do.
    Errors: UsageError when the answers end.
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
