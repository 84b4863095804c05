"""All athletes of one service, each at a desk that follows their configuration file."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from service.errors import ConfigurationError, UsageError
from service.ports.witness import Nobody

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from zoneinfo import ZoneInfo

    from service.config import Config
    from service.desk import Desk
    from service.ports.roster import Roster
    from service.ports.witness import Witness
    from service.storage.database import Database


State = tuple[int, int]


@dataclass(frozen=True)
class _Read:
    """A configuration, and the state of the file it was read from."""

    config: "Config"
    state: State


class Desks:
    """The athletes on the roster or, when it is empty, the one of the service's own configuration.

    Errors: ConfigurationError of a file that says nothing clear, StorageUnusable.
    """

    def __init__(
        self,
        database: "Database",
        config: Path,
        usual_zone: "Callable[[], ZoneInfo]",
        witness: "Witness | None" = None,
    ) -> None:
        from service.storage.roster import DatabaseRoster

        self.database = database
        self.config = config
        self.roster: Roster = DatabaseRoster(database)
        self._usual_zone = usual_zone
        self._witness = witness or Nobody()
        self._files = dict[Path, _Read]()
        self._desks = dict[str, "tuple[Config, Desk]"]()
        self._lock = RLock()

    @property
    def is_set_up(self) -> bool:
        """Whether anybody's wishes are known."""
        return self.config.exists() or self.has_roster

    @property
    def has_roster(self) -> bool:
        """Whether a roster says who is planned for, and not the service's own configuration."""
        return bool(self.roster.every())

    @property
    def is_of_several(self) -> bool:
        """Whether athletes have to be told apart."""
        return len(self.roster.every()) > 1

    def names(self) -> tuple[str, ...]:
        """Every athlete, in order."""
        return tuple(self._files_of_all())

    def of(self, name: str) -> "Desk":
        """The desk of one athlete, as their file is now.

        Errors: UsageError for somebody who is not planned for.
        """
        path = self._files_of_all().get(name)
        if path is None:
            hint = "`liftrun athlete list` names them."
            raise UsageError(reason=f"there is no athlete {name}", hint=hint)
        with self._lock:
            config = self._read(path)
            made_of, desk = self._desks.get(name, (None, None))
            if desk is None or made_of is not config:
                desk = self._desk(name, config)
                self._desks[name] = config, desk
            return desk

    def written_at(self, name: str) -> datetime:
        """When the file of an athlete was last written."""
        path = self._files_of_all().get(name, self.config)
        return datetime.fromtimestamp(_state(path)[0] / 1e9, UTC)

    def each(self) -> "Iterator[Desk]":
        """All of them, one after the other, but for those whose file says nothing clear."""
        names: tuple[str, ...] = ()
        with suppress(ConfigurationError):
            names = self.names()
        for name in names:
            # Somebody may have been removed meanwhile.
            with suppress(ConfigurationError, UsageError):
                yield self.of(name)

    def _files_of_all(self) -> "Mapping[str, Path]":
        enrolled = self.roster.every()
        if enrolled:
            return {each.name: each.config for each in enrolled}
        return {self._read(self.config).athlete.id: self.config} if self.config.exists() else {}

    def _desk(self, name: str, config: "Config") -> "Desk":
        from service.desk import Desk
        from service.storage.archive import Archive

        # Whatever their file says by now, what is kept of them is kept under the name they came with.
        athlete = replace(config.athlete, id=name)
        return Desk(replace(config, athlete=athlete), Archive(self.database, name), self._witness)

    def _read(self, path: Path) -> "Config":
        """What a file says; the same value again for as long as nobody writes to it."""
        from service.config import load

        with self._lock:
            state, known = _state(path), self._files.get(path)
            if known is None or known.state != state:
                # Its state from before it is read: what is written meanwhile is read again.
                known = self._files[path] = _Read(load(path, usual_zone=self._usual_zone), state)
            return known.config


def _state(path: Path) -> State:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
