"""The OAuth client file from Google's console, pasted by the athlete or named by its path."""

import json
from dataclasses import dataclass
from pathlib import Path

from service.config import new_config, private_file

NAME = "google-client.json"
LARGEST = 100_000
"""The most that is read of a file, in characters; a real one has about 400."""


@dataclass(frozen=True)
class ClientFile:
    """The contents or path that was entered, and the folder of the future configuration."""

    said: str
    folder: Path

    @property
    def text(self) -> str:
        """The contents of the file.

        Errors: ValueError with a sentence that does not quote what was pasted.
        """
        return self._pasted if self._is_pasted else self._read

    @property
    def name(self) -> str:
        """The name in the configuration; a pasted file gets a name that no other file has."""
        if not self._is_pasted:
            return new_config.beside(self._path, self.folder)
        number, name = 1, NAME
        while self._is_taken(name):
            number += 1
            name = f"google-client-{number}.json"
        return name

    def keep(self) -> None:
        """Writes a pasted file to the place that the configuration names.

        Errors: OSError.
        """
        place = self.folder / self.name
        if self._is_pasted and not place.exists():
            private_file.make(place, self.text)

    @property
    def _is_pasted(self) -> bool:
        return self.said.lstrip().startswith("{")

    @property
    def _pasted(self) -> str:
        try:
            return f"{json.dumps(json.loads(self.said), indent=2)}\n"
        except (ValueError, RecursionError):
            # From None, because the original error quotes text that may be secret.
            raise ValueError("is not the whole file: paste all of it, from { to }") from None

    @property
    def _path(self) -> Path:
        return self.folder / Path(self.said.strip()).expanduser()

    @property
    def _read(self) -> str:
        if not self.said.strip():
            raise ValueError("should be what the file says, or its path on this machine")
        try:
            with self._path.open(encoding="utf-8") as file:
                return file.read(LARGEST)
        except (OSError, ValueError, RuntimeError):
            raise ValueError("names no file that can be read on this machine") from None

    def _is_taken(self, name: str) -> bool:
        """Whether another file has this name already."""
        try:
            return (self.folder / name).read_text(encoding="utf-8") != self.text
        except FileNotFoundError:
            return False
        except (OSError, UnicodeDecodeError):
            return True
