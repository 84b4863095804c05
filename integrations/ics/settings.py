"""Settings for an iCalendar feed, file or standard input that is read, and for a file that is written."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from integrations._shared.calendar_settings import CalendarSettings
from integrations._shared.feed_settings import FeedSettings

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class IcsSettings(CalendarSettings):
    """One feed, file or standard input, and which of its events count as busy.

    Shape: `address` is a path, `-`, or an http(s) or webcal URL; it may be secret.
    Units: `size_limit` is in bytes and holds before and after decompression.
    """

    address: str
    time_limit: timedelta = timedelta(seconds=30)
    size_limit: int = 128 * MEBIBYTE


@dataclass(frozen=True)
class IcsTarget:
    """One calendar file that our entries are written to."""

    name: str
    path: Path
    look: FeedSettings
