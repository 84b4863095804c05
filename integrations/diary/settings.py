"""What an athlete decides about the log: where it lies, and whose clock its hours are on."""

from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path


@dataclass(frozen=True)
class DiarySettings:
    """One log file.

    Shape: `name` is what messages call it.
    """

    name: str
    path: Path
    zone: tzinfo
