"""Fetches the bytes of a feed from a file, from standard input or from a URL."""

import sys
from pathlib import Path
from typing import BinaryIO

from integrations._shared.unpack import BrokenCompression, decompress
from integrations.ics.settings import IcsSettings
from service.errors import CalendarUnreadable

STANDARD_INPUT = "-"
SCHEMES = {"http": "http", "https": "https", "webcal": "https", "webcals": "https"}
# The response headers that identify a state of the feed, each with the request header that asks for changes.
VALIDATORS = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
NOT_MODIFIED = 304


class IcsClient:
    """Fetches one feed, and keeps the last copy for conditional requests.

    Errors: CalendarUnreadable.
    """

    def __init__(self, settings: IcsSettings) -> None:
        self._settings = settings
        self._held = b""
        self._conditions: dict[str, str] = {}

    def fetch(self) -> bytes:
        """Fetches the feed as it is now, decompressed and no larger than the settings allow."""
        scheme, separator, rest = self._settings.address.partition("://")
        if separator and scheme.lower() in SCHEMES:
            return self._from_url(f"{SCHEMES[scheme.lower()]}://{rest}")
        if separator:
            raise self._unreadable(f"nothing can be read from {scheme} addresses")
        if self._settings.address == STANDARD_INPUT:
            # Standard input can be read only once, but a source may be read several times.
            self._held = self._held or self._whole(sys.stdin.buffer)
            return self._held
        return self._from_file(Path(self._settings.address).expanduser())

    def _from_file(self, path: Path) -> bytes:
        try:
            with path.open("rb") as file:
                return self._whole(file)
        except FileNotFoundError as error:
            raise self._unreadable(f"there is no file {path}") from error
        except (OSError, ValueError) as error:
            raise self._unreadable(f"{path} is no file that can be read") from error

    def _whole(self, file: BinaryIO) -> bytes:
        try:
            return decompress(file.read(self._settings.size_limit + 1), limit=self._settings.size_limit)
        except BrokenCompression as error:
            raise self._unreadable(str(error)) from error

    def _from_url(self, url: str) -> bytes:
        from integrations._shared.http import HttpClient

        settings = self._settings
        client = HttpClient(
            name=settings.name,
            allow_hosts=settings.allow_hosts,
            time_limit=settings.time_limit,
            size_limit=settings.size_limit,
        )
        answer = client.get(url, {"Accept": "text/calendar, */*;q=0.1", **self._conditions})
        if answer.status == NOT_MODIFIED:
            if not self._conditions:
                raise self._unreadable("it says that nothing has changed, but nothing was asked")
            return self._held
        self._conditions = {
            question: answer.headers[name] for name, question in VALIDATORS.items() if name in answer.headers
        }
        self._held = answer.body if self._conditions else b""
        return answer.body

    def forget(self) -> None:
        """Drops the kept copy because it is unreadable, so that the next fetch gets the whole feed."""
        self._held, self._conditions = b"", {}

    def _unreadable(self, reason: str) -> CalendarUnreadable:
        return CalendarUnreadable(name=self._settings.name, reason=reason)
