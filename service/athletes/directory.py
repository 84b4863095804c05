"""All athletes of one service, each at a desk that follows their configuration file."""

import logging
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

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
class _Read:
    """A configuration, and the state of the file it was read from.

    Shape: `seen` is the state the file is in by now, `trouble` what is wrong with it since, if anything.
    """

    config: "Config"
    state: State
    seen: State
    trouble: str = ""


class AthleteDirectory:
    """The athletes on the roster or, when it is empty, the one of the service's own configuration.

    Shape: a file that says nothing clear any more, or is gone, stands as it was read last.
    Errors: ConfigurationError of a file that never said anything clear, StorageUnusable.
    """

    def __init__(
        self,
        database: "Database",
        config: Path,
        usual_zone: "Callable[[], ZoneInfo]",
        metrics: "Metrics | None" = None,
    ) -> None:
        from service.storage.roster import DatabaseRoster

        self.database = database
        self.config = config
        self.roster: Roster = DatabaseRoster(database)
        self._usual_zone = usual_zone
        self._metrics = metrics or NoMetrics()
        self._files = dict[Path, _Read]()
        self._directory = dict[str, "tuple[Config, AthleteContext]"]()
        self._paths = dict[str, Path]()
        self._lock = RLock()

    @property
    def is_set_up(self) -> bool:
        """Whether anybody's wishes are known."""
        return self._has_config or self.has_roster

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

    def of(self, name: str) -> "AthleteContext":
        """The desk of one athlete, as their file is now.

        Errors: UsageError for somebody who is not planned for.
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
        """When the file of an athlete was last written."""
        path = self._files_of_all().get(name, self.config)
        known = self._files.get(path)
        state = known.state if known and known.trouble else _state(path)
        return datetime.fromtimestamp(state[0] / 1e9, UTC)

    def file_of(self, name: str) -> Path:
        """The file that decides for an athlete."""
        return self._files_of_all().get(name, self.config)

    def trouble(self, name: str) -> str:
        """What is wrong with the file of an athlete since it was clear, empty when nothing is.

        Shape: as it was when their desk was opened last; nothing is looked up.
        """
        path = self._paths.get(name)
        known = self._files.get(path) if path else None
        return known.trouble if known else ""

    @property
    def is_troubled(self) -> bool:
        """Whether any file stands as it was read last, and not as it is."""
        return any(known.trouble for known in tuple(self._files.values()))

    def each(self) -> "Iterator[AthleteContext]":
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
        return {self._read(self.config).athlete.id: self.config} if self._has_config else {}

    @property
    def _has_config(self) -> bool:
        # Between two looks an editor may have taken it away to put another in its place.
        return self.config in self._files or self.config.exists()

    def _context(self, name: str, config: "Config") -> "AthleteContext":
        from service.athletes.context import AthleteContext
        from service.storage.archive import Archive

        # Whatever their file says by now, what is kept of them is kept under the name they came with.
        athlete = replace(config.athlete, id=name)
        return AthleteContext(replace(config, athlete=athlete), Archive(self.database, name), self._metrics)

    def _read(self, path: Path) -> "Config":
        """What a file says, or said when it was clear; the same value for as long as nobody writes to it."""
        from service.config import load

        with self._lock:
            state, known = _state(path), self._files.get(path)
            if known is None or known.seen != state:
                try:
                    # Its state from before it is read: what is written meanwhile is read again.
                    config = load(path, usual_zone=self._usual_zone)
                except ConfigurationError as error:
                    if known is None:
                        raise
                    LOG.warning("%s; it stands as it was before", error)
                    known = replace(known, seen=state, trouble=f"{error}")
                else:
                    if known and known.trouble:
                        LOG.info("%s is clear again", path)
                    known = _Read(config, state, state)
                self._files[path] = known
            return known.config


def _state(path: Path) -> State:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
