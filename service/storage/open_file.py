"""Notices when the file of an open database is removed, replaced or emptied by somebody else."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from service.errors import StorageUnusable

HINT = "Put it back where it was, then start the service again; `liftrun restore FILE` brings back a copy."


@dataclass(frozen=True)
class OpenFile:
    """The file of a database, as it was when it was opened.

    Shape: SQLite keeps its handle to a removed file and goes on writing into it, where nobody finds it again.
    """

    path: Path
    shown: str
    device: int
    inode: int

    @classmethod
    def of(cls, path: Path, shown: str) -> Self:
        """The file that is at this path now.

        Errors: StorageUnusable.
        """
        try:
            found = path.stat()
        except OSError as error:
            raise StorageUnusable(path=shown, reason=(error.strerror or str(error)).lower()) from error
        return cls(path, shown, found.st_dev, found.st_ino)

    def expect_same(self) -> None:
        """Accept the same file with something in it.

        Errors: StorageUnusable.
        """
        try:
            found = self.path.stat()
        except FileNotFoundError as error:
            reason = "the file was removed while Liftrun had it open"
            raise StorageUnusable(path=self.shown, reason=reason, hint=HINT) from error
        except OSError as error:
            raise StorageUnusable(path=self.shown, reason=(error.strerror or str(error)).lower()) from error
        if (found.st_dev, found.st_ino) != (self.device, self.inode):
            raise StorageUnusable(path=self.shown, reason="another file was put in its place", hint=HINT)
        if not found.st_size:
            raise StorageUnusable(path=self.shown, reason="the file was emptied", hint=HINT)
