"""Settings for the training log: the path of its file, and the time zone of its hours."""

from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path


@dataclass(frozen=True)
class DiarySettings:
    """One file that holds a training log.

    Shape: `name` is what messages call it. Starts without an offset are read in `zone`.
    """

    name: str
    path: Path
    zone: tzinfo
