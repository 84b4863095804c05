"""Keeps a copy of the last valid configuration beside its file, so that it outlives a restart."""

import logging
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from service.config import Config, load, private_file
from service.errors import ConfigurationError

LOG = logging.getLogger("liftrun.config")


def copy_of(path: Path) -> Path:
    """Where the copy lies; in the same folder, because relative paths in a configuration start there."""
    return path.with_name(f".{path.name}.last-valid")


def keep_valid(path: Path) -> None:
    """Copy a valid file, unless the copy is the same; a folder that takes none is logged, and no more."""
    copy = copy_of(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
        if not copy.exists() or copy.read_text(encoding="utf-8") != text:
            private_file.put(copy, text)
    except OSError as error:
        LOG.warning("%s could not be written: %s", copy, error.strerror or error)


def load_last_valid(path: Path, *, usual_zone: Callable[[], ZoneInfo]) -> Config | None:
    """The configuration of the copy; None when there is none, or it is not valid any more."""
    copy = copy_of(path)
    try:
        return load(copy, usual_zone=usual_zone) if copy.exists() else None
    except ConfigurationError:
        return None
