"""All athletes of one service, each at a desk that follows their configuration file."""

from dataclasses import dataclass, replace
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from service.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from zoneinfo import ZoneInfo

    from service.config import Config
    from service.desk import Desk
    from service.storage.database import Database


@dataclass(frozen=True)
class _Kept:
    """A desk, and the state of the file it was made of."""

    desk: "Desk"
    state: tuple[Path, int, int]


class Desks:
    """The athletes on the roster or, when it is empty, the one of the service's own configuration.

    Errors: ConfigurationError of a file that says nothing clear, StorageUnusable.
    """

    def __init__(self, database: "Database", config: Path, usual_zone: "Callable[[], ZoneInfo]") -> None:
        from service.storage.roster import DatabaseRoster

        self.database = database
        self.config = config
        self.roster = DatabaseRoster(database)
        self._usual_zone = usual_zone
        self._kept = dict[str, _Kept]()
        self._lock = RLock()

    @property
    def is_set_up(self) -> bool:
        """Whether anybody's wishes are known."""
        return bool(self.roster.every()) or self.config.exists()

    @property
    def is_of_several(self) -> bool:
        """Whether athletes have to be told apart."""
        return bool(self.roster.every())

    def names(self) -> tuple[str, ...]:
        """Every athlete, in order."""
        enrolled = self.roster.every()
        if enrolled:
            return tuple(each.name for each in enrolled)
        return (self._read(self.config).athlete.id,) if self.config.exists() else ()

    def of(self, name: str) -> "Desk":
        """The desk of one athlete, as their file is now.

        Errors: UsageError for somebody who is not planned for.
        """
        from service.desk import Desk
        from service.storage.archive import Archive

        path = self._path(name)
        with self._lock:
            state = _state(path)
            kept = self._kept.get(name)
            if kept is None or kept.state != state:
                config = self._read(path)
                config = replace(config, athlete=replace(config.athlete, id=name))
                kept = self._kept[name] = _Kept(Desk(config, Archive(self.database, name)), state)
            return kept.desk

    def each(self) -> "Iterator[Desk]":
        """All of them, one after the other."""
        return map(self.of, self.names())

    def _path(self, name: str) -> Path:
        for enrolled in self.roster.every():
            if enrolled.name == name:
                return enrolled.config
        if not self.is_of_several and name in self.names():
            return self.config
        raise UsageError(reason=f"there is no athlete {name}", hint="`liftrun athlete list` names them.")

    def _read(self, path: Path) -> "Config":
        from service.config import load

        return load(path, usual_zone=self._usual_zone)


def _state(path: Path) -> tuple[Path, int, int]:
    try:
        found = path.stat()
    except OSError:
        return path, 0, 0
    return path, found.st_mtime_ns, found.st_size
