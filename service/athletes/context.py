"""One athlete's configuration, storage and calendars together, as a use case needs them."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from service.athletes.request_from_config import plan_request, training_diary
from service.ports.metrics import NoMetrics

if TYPE_CHECKING:
    from service.config import Config
    from service.domain.log import Logged
    from service.ports.busy_source import BusySource
    from service.ports.entry_sink import EntrySink
    from service.ports.metrics import Metrics
    from service.storage.archive import Archive
    from service.usecases.syncing.memory import Memory
    from service.usecases.weeks.plan_request import PlanRequest

LOCK_TIMEOUT = timedelta(seconds=30)
"""How long one run waits for another to finish with the athlete's calendars."""

WEEKS_AHEAD = 2
"""How many weeks a feed always shows: Google reads a subscribed feed only every 8 to 24 hours."""


@dataclass(frozen=True)
class AthleteContext:
    """One athlete: what they configured, what is stored of them, and the calendars that are read and written.

    Errors: StorageUnusable and VaultLocked, from every use of the storage.
    """

    config: "Config"
    archive: "Archive"
    metrics: "Metrics" = field(default_factory=NoMetrics, compare=False)

    @property
    def athlete(self) -> str:
        """The athlete's name in the database."""
        return self.config.athlete.id

    @property
    def memory(self) -> "Memory":
        """The stored plans and the record of what was written to calendars."""
        from service.usecases.syncing.memory import Memory

        return Memory(self.archive.plans, self.archive.ledger)

    def sources(self, *, fresh_since: datetime | None = None) -> "tuple[BusySource, ...]":
        """The calendars that are read; each reading is stored and counted.

        Shape: a reading that was made since `fresh_since` is used again.
        """
        from service import bootstrap
        from service.usecases.reading.recorded_source import RecordedSource

        readings, metrics = self.archive.readings, self.metrics
        found = bootstrap.busy_sources(self.config.calendars, lambda: self.archive)
        return tuple(RecordedSource(source, readings, metrics, fresh_since) for source in found)

    def stored_sources(self) -> "tuple[BusySource, ...]":
        """The same calendars by their last stored readings; no calendar is read."""
        from service.usecases.reading.stored_source import StoredSource

        return tuple(StoredSource(each.name, each.kind, self.archive.readings) for each in self.sources())

    def sinks(self, *, looks_only: bool = False, anew: bool = False) -> "tuple[EntrySink, ...]":
        """The calendars that are written to; each write is counted.

        Shape: with `looks_only` no calendar is created; with `anew` also a deleted one is created again.
        """
        from service import bootstrap
        from service.usecases.syncing.counted_sink import CountedSink

        targets = self.config.targets
        found = bootstrap.entry_sinks(targets, self.archive, looks_only=looks_only, anew=anew)
        kinds = map(bootstrap.kind_of, targets)
        return tuple(CountedSink(*each, self.metrics) for each in zip(found, kinds, strict=True))

    @property
    def targets_read(self) -> frozenset[str]:
        """The names of the targets that are read as calendars too, with settings of their own."""
        from service import bootstrap

        return bootstrap.targets_read(self.config.targets, self.config.calendars)

    def plan_request(self, now: datetime) -> "PlanRequest":
        """The request for what is due now, far enough ahead for apps that read the feed only once a day."""
        config = replace(self.config, weeks=max(self.config.weeks, WEEKS_AHEAD))
        return plan_request(config, now=now, current=self.archive.plans.head())

    def logged(self) -> "tuple[Logged, ...]":
        """The sessions of all the athlete's logs, the log in our database first."""
        return (*self.archive.log.read(), *training_diary(self.config))
