"""Lists all athletes of one service, and gives each a context that follows their configuration file."""

import logging
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from service.config.last_valid import copy_of, keep_valid, load_last_valid
from service.errors import ConfigurationError, UsageError
from service.ports.metrics import NoMetrics

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from zoneinfo import ZoneInfo

    from service.athletes.context import AthleteContext
    from service.config import Config
    from service.ports.metrics import Metrics
    from service.ports.roster import Roster
    from service.storage.database import Database


LOG = logging.getLogger("liftrun.desks")

State = tuple[int, int]


@dataclass(frozen=True)
class _ConfigFile:
    """A configuration, and the state of the file it was read from.

    Shape: `seen` is the file's newest known state. `trouble` is why that state could not be read, empty if
    it could.
    """

    config: "Config"
    state: State
    seen: State
    trouble: str = ""


class AthleteDirectory:
    """The athletes on the roster or, when it is empty, the one of the service's own configuration.

    Shape: when a file becomes invalid or is deleted, its last valid configuration stays in use.
    Errors: ConfigurationError for a file that was never valid; StorageUnusable.
    """

    def __init__(
        self,
        database: "Database",
        config: Path,
        usual_zone: "Callable[[], ZoneInfo]",
        metrics: "Metrics | None" = None,
        *,
        keeps_valid: bool = False,
    ) -> None:
        from service.storage.stores.roster import DatabaseRoster

        self.database = database
        self.config = config
        self.roster: Roster = DatabaseRoster(database, config.resolve().parent)
        self._usual_zone = usual_zone
        self._metrics = metrics or NoMetrics()
        self._keeps_valid = keeps_valid
        self._files = dict[Path, _ConfigFile]()
        self._directory = dict[str, "tuple[Config, AthleteContext]"]()
        self._paths = dict[str, Path]()
        self._lock = RLock()

    @property
    def is_set_up(self) -> bool:
        """Whether the service has an athlete: a configuration of its own or a roster."""
        return self._has_config or self.has_roster

    @property
    def has_roster(self) -> bool:
        """Whether the athletes come from a roster and not from the service's own configuration."""
        return bool(self.roster.every())

    @property
    def has_several_athletes(self) -> bool:
        """Whether there is more than one athlete."""
        return len(self.roster.every()) > 1

    def names(self) -> tuple[str, ...]:
        """Returns the names of all athletes, in order."""
        return tuple(self._files_of_all())

    def of(self, name: str) -> "AthleteContext":
        """Returns the context of one athlete, made anew if their file has changed.

        Errors: UsageError for an unknown name; ConfigurationError for a file that was never valid.
        """
        path = self._files_of_all().get(name)
        if path is None:
            hint = "`liftrun athlete list` names them."
            raise UsageError(reason=f"there is no athlete {name}", hint=hint)
        with self._lock:
            self._paths[name] = path
            config = self._read(path)
            made_of, context = self._directory.get(name, (None, None))
            if context is None or made_of is not config:
                context = self._context(name, config)
                self._directory[name] = config, context
            return context

    def written_at(self, name: str) -> datetime:
        """Returns when the file that the athlete's configuration was read from was last written."""
        path = self._files_of_all().get(name, self.config)
        known = self._files.get(path)
        state = known.state if known and known.trouble else _state(path)
        return datetime.fromtimestamp(state[0] / 1e9, UTC)

    def file_of(self, name: str) -> Path:
        """Returns the athlete's configuration file; for an unknown name the service's own."""
        return self._files_of_all().get(name, self.config)

    def trouble(self, name: str) -> str:
        """Returns why the athlete's file is invalid, or empty when it is valid.

        Shape: as of the last call of `of`; the file is not read again.
        """
        path = self._paths.get(name)
        known = self._files.get(path) if path else None
        return known.trouble if known else ""

    @property
    def has_invalid_file(self) -> bool:
        """Whether any file is invalid, so that an older configuration is in use."""
        return any(known.trouble for known in tuple(self._files.values()))

    def each(self) -> "Iterator[AthleteContext]":
        """Yields the context of each athlete, without those whose file was never valid."""
        names: tuple[str, ...] = ()
        with suppress(ConfigurationError):
            names = self.names()
        for name in names:
            # An athlete may have been removed meanwhile.
            with suppress(ConfigurationError, UsageError):
                yield self.of(name)

    def _files_of_all(self) -> "Mapping[str, Path]":
        enrolled = self.roster.every()
        if enrolled:
            return {each.name: each.config for each in enrolled}
        return {self._read(self.config).athlete.id: self.config} if self._has_config else {}

    @property
    def _has_config(self) -> bool:
        # A file that was read once may be missing for a moment: an editor replaces it when it saves.
        return self.config in self._files or self.config.exists()

    def _context(self, name: str, config: "Config") -> "AthleteContext":
        from service.athletes.context import AthleteContext
        from service.storage.archive import Archive

        # Not the id in their file, which may change: the stored data has the name they were enrolled with.
        athlete = replace(config.athlete, id=name)
        return AthleteContext(replace(config, athlete=athlete), Archive(self.database, name), self._metrics)

    def _read(self, path: Path) -> "Config":
        """The file's last valid configuration; the same object until the file changes."""
        from service.config import load

        with self._lock:
            state, known = _state(path), self._files.get(path)
            if known is None or known.seen != state:
                try:
                    # `state` is from before reading: a change during the reading is then noticed next time.
                    config = load(path, usual_zone=self._usual_zone)
                except ConfigurationError as error:
                    known = known or self._last_valid(path)
                    if known is None:
                        raise
                    LOG.warning("%s; it stands as it was before", error)
                    known = replace(known, seen=state, trouble=f"{error}")
                else:
                    if self._keeps_valid and _state(path) == state:
                        keep_valid(path)
                    if known and known.trouble:
                        LOG.info("%s is clear again", path)
                    known = _ConfigFile(config, state, state)
                self._files[path] = known
            return known.config

    def _last_valid(self, path: Path) -> "_ConfigFile | None":
        """The configuration that was valid before this process started."""
        config = load_last_valid(path, usual_zone=self._usual_zone) if self._keeps_valid else None
        return None if config is None else _ConfigFile(config, _state(copy_of(path)), (0, 0))


def _state(path: Path) -> State:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
