"""Polls one athlete's calendars and decides whether the current plan needs repair."""

import logging
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from service.athletes.context import AthleteContext
from service.athletes.sync_athlete import SyncOptions, sync_athlete
from service.errors import EntryRefused
from service.usecases.history.describe_version import changes
from service.usecases.json_documents.weekly_offers import offers_of, weekly_offers
from service.usecases.syncing.decision import Decision
from service.usecases.syncing.propose import KnownState, Run, read_state
from service.usecases.syncing.update_feed import update_feed
from service.usecases.watching.plan_validity import PlanValidity, check_current_plan
from service.usecases.weeks.plan_weeks import reading_window

if TYPE_CHECKING:
    from collections.abc import Hashable

    from service.domain.busy import Busy
    from service.domain.version import Version
    from service.ports.busy_source import BusySource
    from service.ports.entry_sink import EntrySink

LOG = logging.getLogger("liftrun.routine")

TIME_CAME_FREE = "time has come free"


@dataclass
class Poller:
    """Polls the calendars of one athlete in one process; its state can be rebuilt after a restart.

    Shape: `needs_repair` says that the plan has to be made again. `reason` is why, a clause or empty.
    `refusal` says which entries of the current plan a calendar did not take, None for none.
    """

    context: AthleteContext
    needs_repair: bool = False
    reason: str = ""
    refusal: EntryRefused | None = None
    _sources: "dict[str, BusySource]" = field(default_factory=dict)
    _others: "dict[str, frozenset[Busy]]" = field(default_factory=dict)
    _shown: int = 0
    _checked: "Hashable" = None
    _validity: PlanValidity | None = None
    _accepted_objections: "Hashable" = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the calendars that are read."""
        return tuple(settings.name for settings in self.context.config.calendars)

    def read(self, name: str, now: datetime) -> None:
        """Reads one calendar for the window that the next plan would read.

        Errors: CalendarUnreadable.
        """
        window = reading_window(self.context.plan_request(now))
        try:
            self._source(name).read(window, now=now)
        except Exception:
            # New sources next time: an old one may keep something outdated, such as a login.
            self._sources.clear()
            raise

    def check_target(self, sink: "EntrySink", now: datetime) -> None:
        """Reads one target calendar, and asks for a repair if it has hand edits or unrecorded writes.

        Errors: CalendarUnreadable, SyncRefused.
        """
        run = Run(
            self.context.plan_request(now),
            (),
            (sink,),
            self.context.memory,
            now,
            read_anyway=self.context.targets_read,
        )
        known = read_state(run)
        is_unfinished = any(view.recovered for view in known.views) and self.refusal is None
        offers = weekly_offers(one for view in known.views for one in view.shown)
        is_unfinished |= not {*offers} <= {*offers_of(known.head)}
        if known.edits or is_unfinished or self._has_new_others(sink, known, run):
            self.needs_repair = True

    def _has_new_others(self, sink: "EntrySink", known: KnownState, run: Run) -> bool:
        """Whether the athlete's own entries in a target are not those of the last look."""
        window, now = reading_window(run.request), run.now
        found = (busy for each in known.own_entries(run) for busy in each.read(window, now=now).busy)
        ahead = frozenset(busy for busy in found if now < busy.span.end)
        before = self._others.get(sink.name)
        self._others[sink.name] = ahead
        return before is not None and ahead != {busy for busy in before if now < busy.span.end}

    def sync(self, now: datetime, *, fresh_since: datetime | None = None) -> None:
        """Plans over the calendars, writes to the targets, and updates the feed.

        Shape: readings made since `fresh_since` are used again.
        Errors: as `sync_athlete`; `needs_repair` and `reason` then stay as they were.
        """
        options = SyncOptions(sources=self.context.sources(fresh_since=fresh_since))
        said, before = Decision(said=self.reason), self.context.archive.plans.head()
        self.refusal = None
        try:
            sync_athlete(self.context, lambda _: said, now=now, agree=lambda *_: True, options=options)
        except EntryRefused as error:
            # All else is done. A job of its own tries the rest again, so that plans and notices go on.
            self.refusal = error
            LOG.warning("%s: %s", self.context.athlete, error)
        finally:
            # Also after an error: the version may be stored although a calendar could not be written.
            self._log_changes(before)
        self.needs_repair, self.reason = False, ""
        self.show_in_feed(now)
        self.check_plan(now)
        self._accepted_objections, self.needs_repair, self.reason = self._current_objections(), False, ""

    def write_again(self, now: datetime) -> None:
        """Syncs because of entries that a calendar did not take.

        Errors: CalendarUnwritable while it still does not take them; as `sync`.
        """
        self.sync(now)
        if self.refusal:
            raise self.refusal

    def _log_changes(self, before: "Version | None") -> None:
        """Writes to the log what a new version changed, so that one can find later why a session moved."""
        head = self.context.archive.plans.head()
        if head is None or (before and before.number == head.number):
            return
        told = " ".join(changes(head, before, self.context.config.athlete.zone))
        LOG.info("%s: version %s, %s: %s", self.context.athlete, head.number, head.because, told)

    def show_in_feed(self, now: datetime) -> bool:
        """Updates the feed to the current plan, and returns whether the plan is new since the last call."""
        head = self.context.archive.plans.head()
        if head is None or head.number == self._shown:
            return False
        update_feed(head, self.context.archive.feed, now=now)
        # The feed may still show an older version, set by another process; then the next call tries again.
        self._shown = min(head.number, self.context.archive.feed.version)
        return True

    def check_plan(self, now: datetime) -> None:
        """Checks the current plan against the last readings, if the plan, a reading or the day changed."""
        head = self.context.archive.plans.head()
        state = head and self._state(head, now)
        if head is None or state == self._checked:
            return
        before, context = self._validity, self.context
        self._validity = check_current_plan(
            head, context.plan_request(now), context.stored_sources(), logged=context.logged(), now=now
        )
        self._checked = state
        self._decide_repair(before, now)

    def _decide_repair(self, before: PlanValidity | None, now: datetime) -> None:
        found = self._validity
        if found and found.objections and self._current_objections() != self._accepted_objections:
            self.needs_repair, self.reason = True, found.objections[0].removesuffix(".")
        elif found and found.dropped and (before is None or found.has_gained_time(before, now)):
            self.needs_repair, self.reason = True, TIME_CAME_FREE if before else ""

    def _current_objections(self) -> "Hashable":
        head = self.context.archive.plans.head()
        return head and head.number, self._validity and self._validity.objections

    def _state(self, head: "Version", now: datetime) -> "Hashable":
        kept = self.context.archive.readings.every()
        said = tuple((one.name, one.reading and (one.reading.busy, one.reading.trained)) for one in kept)
        return head.number, now.astimezone(self.context.config.athlete.zone).date(), said

    def _source(self, name: str) -> "BusySource":
        # The same objects each time: they remember what a calendar need not send again.
        if not self._sources:
            self._sources = {one.name: one for one in self.context.sources()}
        return self._sources[name]
