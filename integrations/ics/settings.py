"""What an athlete decides about a feed, file or standard input to read, and a file to write."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from integrations._shared.calendar_settings import CalendarSettings
from integrations._shared.feed_settings import FeedSettings

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class IcsSettings(CalendarSettings):
    """One feed, file or standard input, and what in it counts as busy.

    Shape: `address` is a path, `-`, or an http(s) or webcal URL; it may be secret.
    Units: `size_limit` is in bytes and holds before and after unpacking.
    """

    address: str
    time_limit: timedelta = timedelta(seconds=30)
    size_limit: int = 128 * MEBIBYTE


@dataclass(frozen=True)
class IcsTarget:
    """One calendar file to write to."""

    name: str
    path: Path
    look: FeedSettings
