"""`liftrun check`."""

from typing import Any


def declare(commands: Any) -> None:
    """Add the command."""
    del commands
