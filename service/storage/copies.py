"""The daily copies of a database: their folder, their names, and the newest of them."""

import re
from pathlib import Path

NAMED = re.compile(r"liftrun-\d{4}-\d{2}-\d{2}\.db")
FOLDER = "backups"


def copies_in(folder: Path) -> list[Path]:
    """The daily copies in a folder, the oldest first; empty when there is no such folder."""
    try:
        return sorted(file for file in folder.iterdir() if NAMED.fullmatch(file.name))
    except OSError:
        return []


def newest_copy(folder: Path) -> Path | None:
    """The newest daily copy in a folder."""
    return next(reversed(copies_in(folder)), None)
