"""Checks one athlete for `liftrun doctor`: their calendars, readings, jobs, plan and feeds."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from service.cli.checks.symptom import CheckResult, run_check
from service.errors import CalendarUnreadable

if TYPE_CHECKING:
    from service.athletes.context import AthleteContext
    from service.ports.busy_source import BusySource
    from service.ports.entry_sink import EntrySink
    from service.storage.database import Database

AHEAD = timedelta(days=7)
LATE = timedelta(hours=1)
"""A job that is overdue by this long counts as late; before that it may only wait for a free worker."""

OLD = timedelta(days=1)


def reached(context: "AthleteContext", now: datetime) -> Iterator[CheckResult]:
    """Check that each source and each target answers; no reading is stored."""
    from service import bootstrap

    kept = context.archive
    for source in bootstrap.busy_sources(context.config.calendars, lambda: kept):
        yield from run_check(
            _of(context, f"calendar {source.name}"), partial(_check_source, context, source, now)
        )
    for sink in bootstrap.entry_sinks(context.config.targets, kept, looks_only=True, anew=False):
        yield from run_check(_of(context, f"target {sink.name}"), partial(_check_target, context, sink, now))


def readings(context: "AthleteContext", now: datetime) -> Iterator[CheckResult]:
    """Report when each source was last read, and how often reading it has failed since."""
    from service.log import redacted

    names = {each.name for each in context.sources()}
    for kept in context.archive.readings.every():
        if kept.name not in names:
            continue
        said = f"read {_ago(kept.read_at, now)}" if kept.read_at else "never read"
        tries = "1 try" if kept.failures == 1 else f"{kept.failures} tries"
        trouble = f"; {tries} since failed: {redacted(kept.trouble)}" if kept.trouble else ""
        is_well = not kept.trouble and kept.read_at is not None and now - kept.read_at < OLD
        hint = "" if is_well else "See whether the service runs, and `liftrun check`."
        yield CheckResult(
            _of(context, f"reading {kept.name}"), f"{said}{trouble}", is_well=is_well, hint=hint
        )


def records(database: "Database", athlete: str, now: datetime) -> Iterator[CheckResult]:
    """Report when each job is due next, and which jobs fail or are late.

    Shape: an empty `athlete` means the jobs of the service itself.
    """
    from service.domain.wording import counted
    from service.log import redacted
    from service.storage.stores.job_store import DatabaseJobStore
    from service.workers.athlete_jobs import REPAIR

    for record in DatabaseJobStore(database).of(athlete):
        name = f"{athlete or 'service'}: duty {record.name}"
        # The repair job has no schedule: its record is due at once, but the job runs only after a change.
        has_no_schedule = record.name == REPAIR and not record.failures
        is_late = not has_no_schedule and now - record.due_at >= LATE
        said = f"due at {record.due_at:%Y-%m-%d %H:%M} UTC"
        if has_no_schedule:
            done = f"; last {_ago(record.done_at, now)}" if record.done_at else ""
            said = f"comes when something has changed{done}"
        if record.failures:
            said += f"; failed {counted(record.failures, 'time')} in a row: {redacted(record.trouble)}"
        is_well = not record.failures and not is_late
        hint = "" if is_well else "See whether `liftrun serve` runs, and what its log says."
        yield CheckResult(name, said, is_well=is_well, hint=hint)


def plan(context: "AthleteContext", now: datetime) -> Iterator[CheckResult]:
    """Report the version number of the current plan, and its age."""
    head = context.archive.plans.head()
    said = f"version {head.number}, made {_ago(head.made_at, now)}" if head else "nothing is planned yet"
    yield CheckResult(_of(context, "plan"), said)


def feeds(database: "Database", context: "AthleteContext", now: datetime) -> Iterator[CheckResult]:
    """Report how many feed links are valid, and which client fetched a feed last."""
    from service.domain.token import Purpose
    from service.storage.stores.token_store import DatabaseTokenStore

    tokens = DatabaseTokenStore(database)
    for purpose in (Purpose.FEED, Purpose.BUSY_FEED):
        found = [token for token in tokens.of(context.athlete, purpose) if token.holds(now)]
        fetched = [token for token in found if token.seen_at]
        last = max(fetched, key=lambda token: token.seen_at or now, default=None)
        by = f" by {last.seen_by}" if last and last.seen_by else ""
        said = f"; last fetched {_ago(last.seen_at, now)}{by}" if last else "; never fetched" if found else ""
        yield CheckResult(_of(context, purpose.value), f"{len(found)} standing{said}")


def _check_source(context: "AthleteContext", source: "BusySource", now: datetime) -> Iterable[CheckResult]:
    from service.domain.span import Span
    from service.domain.wording import counted

    name = _of(context, f"calendar {source.name}")
    try:
        reading = source.read(Span.lasting(now, AHEAD), now=now)
    except CalendarUnreadable as error:
        return [_unread(name, error)]
    return [CheckResult(name, f"answers; {counted(len(reading.warnings), 'warning')}")]


def _check_target(context: "AthleteContext", sink: "EntrySink", now: datetime) -> Iterable[CheckResult]:
    from service.domain.wording import counted

    name = _of(context, f"target {sink.name}")
    try:
        shown = sink.shown(since=now)
    except CalendarUnreadable as error:
        return [_unread(name, error)]
    return [CheckResult(name, f"answers; {counted(len(shown), 'session')} to come")]


def _unread(name: str, error: CalendarUnreadable) -> CheckResult:
    """A failed check with the error's reason; the calendar's name already begins the line."""
    from service.log import redacted

    said = redacted(f"could not be read: {error.facts['reason']}")
    return CheckResult(name, said, is_well=False, hint=redacted(error.hint))


def _of(context: "AthleteContext", what: str) -> str:
    return f"{context.athlete}: {what}"


def _ago(instant: datetime | None, now: datetime) -> str:
    """The age of an instant in words, such as 3 h ago; never for None."""
    from service.domain.wording import ago

    return ago(now - instant) if instant else "never"
