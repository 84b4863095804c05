"""Writes our entries as a whole to a file that a calendar app can import or subscribe to."""

import os
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

from integrations._shared.feed_settings import FeedSettings
from integrations._shared.icalendar.feed import is_all_ours, read, write
from service.domain.entry import Entry
from service.errors import CalendarUnreadable, CalendarUnwritable, OutputRefused


class IcsEntryFeed:
    """Implements the entry feed port with one file.

    Shape: a reader finds either the old file or the new one, never a half-written one.
    Errors: OutputRefused when the path is no ordinary file.
    """

    def __init__(self, path: Path, settings: FeedSettings) -> None:
        self._path = path
        self._settings = settings

    @property
    def name(self) -> str:
        """The path as the athlete wrote it."""
        return str(self._path)

    def shown(self) -> tuple[Entry, ...]:
        """Our entries in the file; none when the file does not exist.

        Errors: CalendarUnreadable.
        """
        try:
            feed = self._bytes()
        except OSError as error:
            raise CalendarUnreadable(
                name=self.name, reason=_reason(error), hint="Name a file that may be read."
            ) from error
        return read(feed, name=self.name) if feed else ()

    def show(self, entries: Sequence[Entry]) -> None:
        """Writes the feed; a file with the same content already is not touched.

        Errors: OutputRefused when the file holds anything that is not ours; CalendarUnwritable when it cannot
        be read or written.
        """
        wanted = write(entries, self._settings)
        try:
            standing = self._bytes()
            if standing and not is_all_ours(standing):
                raise OutputRefused(name=self.name, reason="it holds more than Liftrun's own entries")
            if standing != wanted:
                _replace(self._path.resolve(), wanted)
        except OSError as error:
            raise CalendarUnwritable(name=self.name, reason=_reason(error)) from error

    def _bytes(self) -> bytes:
        if self._path.exists() and not self._path.is_file():
            # Reading a device or a pipe may never end, and writing would replace it by a file.
            raise OutputRefused(name=self.name, reason="it is no ordinary file")
        try:
            return self._path.read_bytes()
        except FileNotFoundError:
            return b""


def _replace(path: Path, content: bytes) -> None:
    """Replaces the file by one with `content` in one step, and keeps its mode."""
    draft = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        with draft.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            draft.chmod(path.stat().st_mode)
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
