"""One athlete: configuration, memory and calendars brought together, for whoever runs use cases with them."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from service.errors import NotThere, UsageError
from service.ports.metrics import NoMetrics

if TYPE_CHECKING:
    from service.config import Config
    from service.domain.log import Logged
    from service.domain.training import Session
    from service.domain.version import Version
    from service.domain.week import Week
    from service.ports.busy_source import BusySource
    from service.ports.entry_sink import EntrySink
    from service.ports.metrics import Metrics
    from service.prescription.check_in import Feeling
    from service.storage.archive import Archive
    from service.usecases.syncing.decide import AskedSession
    from service.usecases.syncing.decision import Decision
    from service.usecases.syncing.memory import Memory
    from service.usecases.syncing.propose import Proposal, Run
    from service.usecases.syncing.undo import Undoing
    from service.usecases.weeks.plan_request import PlanRequest
    from service.usecases.weeks.plan_weeks import Planned

PATIENCE = timedelta(seconds=30)
"""How long one run waits for another to be done with the athlete's calendars."""

AHEAD = 2
"""The weeks a subscriber always sees: Google reads a feed it subscribes to only every 8 to 24 hours."""

Decide = Callable[[datetime], "Decision"]


def sessions(config: "Config") -> "tuple[Session, ...]":
    """What the athlete trains in a week: own sessions, or those of a ready-made one."""
    from service.prescription.template import sessions_of

    return config.sessions or sessions_of(config.athlete.goal, config.athlete.level, config.template)


def diary(config: "Config") -> "tuple[Logged, ...]":
    """What the log of the athlete's own says, if they keep one."""
    from service import bootstrap

    return bootstrap.training_log(config.log).read() if config.log else ()


def wanted(
    config: "Config",
    *,
    now: datetime,
    synced: "Version | None",
    first_day: date | None = None,
    feeling: "Feeling | None" = None,
) -> "PlanRequest":
    """What is planned from `first_day` on; unless it is named, the coming weeks and all that was `synced`.

    Shape: `feeling` is today's; a plan that begins later begins with it.
    """
    from service.domain.week import Week, coming_week
    from service.prescription.check_in import CheckIn
    from service.usecases.weeks.horizon import extended_request
    from service.usecases.weeks.plan_request import PlanRequest

    zone = config.athlete.zone
    wish = PlanRequest(
        config.athlete,
        Week(first_day, zone) if first_day else coming_week(now, zone),
        config.weeks,
        sessions(config),
        config.rules,
        season=config.season,
        check_in=config.check_in,
    )
    if feeling:
        today = now.astimezone(zone).date()
        wish = replace(wish, check_in=CheckIn(feeling, max(today, wish.first_week.first_day)))
    return wish if first_day else extended_request(wish, synced, now=now)


@dataclass(frozen=True)
class SyncOptions:
    """On what terms one sync is made.

    Shape: without `wanted` it is all that is due now. `looks_only` makes nothing anywhere; with `force` no
    guard holds it back. `sources` are read in place of the configured ones.
    """

    wanted: "PlanRequest | None" = None
    looks_only: bool = False
    force: bool = False
    ignore_unreadable: bool = False
    sources: "tuple[BusySource, ...] | None" = None
    tell: Callable[[str], None] = lambda _: None


DEFAULT_OPTIONS = SyncOptions()


@dataclass(frozen=True)
class AthleteContext:
    """One athlete: what they decided, what is kept of them, and the calendars both lead to.

    Errors: StorageUnusable, VaultLocked, from everything that is kept.
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
        """What outlasts a run."""
        from service.usecases.syncing.memory import Memory

        return Memory(self.archive.plans, self.archive.ledger)

    def sources(self, *, fresh_since: datetime | None = None) -> "tuple[BusySource, ...]":
        """The calendars that are read, each reading kept; one kept since `fresh_since` is not made again."""
        from service import bootstrap
        from service.usecases.reading.recorded_source import RecordingSource
        from service.usecases.syncing.measured_calendars import MeasuredSource

        found = bootstrap.busy_sources(self.config.calendars, lambda: self.archive)
        measured = (MeasuredSource(source, self.metrics) for source in found)
        return tuple(RecordingSource(source, self.archive.readings, fresh_since) for source in measured)

    def recalled(self) -> "tuple[BusySource, ...]":
        """The same as they were last read, however far that reaches: nobody is asked."""
        from service.usecases.reading.recorded_source import StoredSource

        return tuple(StoredSource(each.name, each.kind, self.archive.readings) for each in self.sources())

    def sinks(self, *, looks_only: bool = False, anew: bool = False) -> "tuple[EntrySink, ...]":
        """The calendars that are written to."""
        from service import bootstrap
        from service.usecases.syncing.measured_calendars import MeasuredSink

        targets = self.config.targets
        found = bootstrap.entry_sinks(targets, self.archive, looks_only=looks_only, anew=anew)
        kinds = map(bootstrap.kind_of, targets)
        return tuple(MeasuredSink(*each, self.metrics) for each in zip(found, kinds, strict=True))

    def wanted(self, now: datetime) -> "PlanRequest":
        """What is to be planned now, far enough ahead for whoever reads a feed once a day."""
        config = replace(self.config, weeks=max(self.config.weeks, AHEAD))
        return wanted(config, now=now, synced=self.archive.plans.head())

    def logged(self) -> "tuple[Logged, ...]":
        """What the athlete's logs say, ours first."""
        return (*self.archive.log.read(), *diary(self.config))

    def sync(
        self,
        decide: Decide,
        *,
        now: datetime,
        agree: "Callable[[Proposal, Decision], bool]",
        terms: SyncOptions = DEFAULT_OPTIONS,
    ) -> "Proposal":
        """Plan and write once with what is decided, alone at these calendars; on a no nothing is changed.

        Errors: CalendarUnreadable, CalendarUnwritable, SyncRefused, UsageError of `decide`.
        """
        from service.usecases.syncing.measured_calendars import measured
        from service.usecases.syncing.sync import sync

        with self.archive.alone(wait=PATIENCE):
            decision = decide(now)

            def agreed(proposal: "Proposal") -> bool:
                if not agree(proposal, decision):
                    return False
                self._write_down(decision)
                return True

            sinks = self.sinks(looks_only=terms.looks_only, anew=terms.force)
            run = self._run(decision, sinks, terms, now)
            return measured(lambda: sync(run, agree=agreed), self.metrics)

    def proposed(
        self, decision: "Decision", *, now: datetime, terms: SyncOptions = DEFAULT_OPTIONS
    ) -> "Proposal":
        """What such a sync would plan; nothing is written, and no calendar that is written to is asked.

        Errors: CalendarUnreadable.
        """
        from service.usecases.syncing.propose import propose

        return propose(self._run(decision, (), terms, now))

    def planned(self, now: datetime, sources: "tuple[BusySource, ...]") -> "Planned":
        """The weeks as they would be planned now; nothing is written and no calendar of sessions is asked."""
        from service.usecases.syncing.propose import Run, propose

        run = Run(self.wanted(now), sources, (), self.memory, now, logged=self.logged())
        return propose(run).planned

    def undo(
        self,
        *,
        now: datetime,
        agree: "Callable[[Undoing], bool]",
        looks_only: bool = False,
        force: bool = False,
    ) -> "Undoing":
        """Go back to the version before, alone at these calendars.

        Errors: as `usecases.undo`.
        """
        from service.usecases.syncing.undo import undo

        with self.archive.alone(wait=PATIENCE):
            sinks = self.sinks(looks_only=looks_only, anew=force)
            return undo(self.athlete, sinks, self.memory, now=now, agree=agree, force=force)

    def asked(
        self,
        text: str,
        *,
        now: datetime,
        hour: "Callable[[Week], datetime] | None" = None,
        is_over: bool = False,
        is_marked: bool = False,
    ) -> "AskedSession":
        """The session that `text` means.

        Errors: UsageError.
        """
        from service.usecases.answering.session_of_version import session_of_version
        from service.usecases.syncing.decide import AskedSession

        head = self.archive.plans.head()
        if head is None:
            raise NotThere(reason="nothing is planned yet", hint="Plan first: `liftrun sync`.")
        named = session_of_version(head, text, now=now, is_over=is_over, is_marked=is_marked)
        log, zone = self.archive.log.read(), self.config.athlete.zone
        return AskedSession(named, now, zone, hour, log, sessions(self.config))

    def decision(
        self, word: str, text: str, *, now: datetime, hour: "Callable[[Week], datetime] | None" = None
    ) -> "Decision":
        """What `word`, one of `WORDS`, says of the session.

        Errors: UsageError.
        """
        from service.usecases.syncing import decide

        if word == "not-done":
            asked = None
            # What was done at another hour than planned stands in no plan any more.
            with suppress(UsageError):
                asked = self.asked(text, now=now, is_over=True)
            return decide.not_done(self.archive.log.read(), text, asked)
        asked = self.asked(text, now=now, hour=hour, is_over=word == "done", is_marked=word == "unpin")
        return _deciders()[word](asked)

    def _run(
        self, decision: "Decision", sinks: "tuple[EntrySink, ...]", terms: SyncOptions, now: datetime
    ) -> "Run":
        from service.usecases.syncing.propose import Run

        told = (line for line in self.archive.log.read() if line not in decision.struck)
        return Run(
            terms.wanted or self.wanted(now),
            self.sources() if terms.sources is None else terms.sources,
            sinks,
            self.memory,
            now,
            logged=(*told, *diary(self.config), *decision.logged),
            decided=decision.marks,
            said=decision.said,
            force=terms.force,
            ignore_unreadable=terms.ignore_unreadable,
            tell=terms.tell,
        )

    def _write_down(self, decision: "Decision") -> None:
        for line in decision.struck:
            self.archive.log.strike(line)
        for line in decision.logged:
            self.archive.log.note(line)


WORDS = ("done", "not-done", "skip", "pin", "unpin", "move")


def _deciders() -> "Mapping[str, Callable[[AskedSession], Decision]]":
    from service.usecases.syncing import decide

    return {
        "done": decide.done,
        "skip": decide.skip,
        "pin": decide.pin,
        "unpin": decide.unpin,
        "move": decide.pin,
    }
