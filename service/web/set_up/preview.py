"""Previews the first week from the answers, and tests the calendar, before anything is written."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from service.domain import wording
from service.errors import AddressRefused, CalendarUnreadable, LiftrunError
from service.usecases.showing.plain_sentences import plain_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.config import Config
    from service.domain.plan import Placement, Plan
    from service.ports.busy_source import BusySource
    from service.storage.archive import Archive
    from service.usecases.weeks.plan_weeks import Planned

AHEAD = timedelta(days=14)
"""How far ahead a calendar is read to test it; the same as `liftrun check`."""

OWN_HOST = "If this server is your own, tick “It lies on my own network” and try again."
NO_ANSWER = "Look whether the address is whole: secret ones are long, and most end in .ics."


@dataclass(frozen=True)
class PreviewSession:
    """One session on the page.

    Shape: `why` holds whole sentences.
    """

    hours: str
    name: str
    discipline: str
    effort: str
    length: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class Day:
    """One day of the week and its sessions."""

    name: str
    sessions: tuple[PreviewSession, ...]


@dataclass(frozen=True)
class LeftOut:
    """A session for which no hour was found, why, and what would make it fit."""

    name: str
    why: tuple[str, ...]
    ways_in: tuple[str, ...]


@dataclass(frozen=True)
class Preview:
    """The first week as it would be planned now."""

    title: str
    days: tuple[Day, ...]
    left_out: tuple[LeftOut, ...]
    sources: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Trouble:
    """Why a calendar could not be read, and what to do about it on this page."""

    sentence: str
    hint: str
    is_refused_host: bool = False


def preview(config: "Config", archive: "Archive", *, now: datetime) -> Preview:
    """Plans the coming week over the busy time of the calendars; stores no plan.

    Errors: LiftrunError.
    """
    from service.athletes.request_from_config import plan_request
    from service.usecases.weeks.plan_weeks import plan

    planned = plan(plan_request(config, now=now, current=None), _sources(config, archive), now=now)
    return _shown(planned)


def read_calendars(config: "Config", archive: "Archive", *, now: datetime) -> tuple[str, ...]:
    """Reads each calendar once; says how busy the next two weeks are, and adds the warnings.

    Errors: LiftrunError.
    """
    from service.domain.span import Span
    from service.usecases.reading.gather import gather

    gathered = gather(_sources(config, archive), Span.lasting(now, AHEAD), now=now)
    said = (
        f"{report.name}: {wording.counted(report.busy_spans, 'busy span')} in the next {AHEAD.days} days."
        for report in gathered.sources
    )
    return (*said, *gathered.warnings)


def trouble(error: LiftrunError) -> Trouble:
    """Describes an error for a page, where no command-line flags exist."""
    if isinstance(error, AddressRefused):
        return Trouble(str(error), OWN_HOST, is_refused_host=True)
    is_usual = isinstance(error, CalendarUnreadable) and error.hint == CalendarUnreadable.hint
    return Trouble(str(error), NO_ANSWER if is_usual else error.hint)


def _sources(config: "Config", archive: "Archive") -> "Sequence[BusySource]":
    from service import bootstrap

    return bootstrap.busy_sources(config.calendars, lambda: archive)


def _shown(planned: "Planned") -> Preview:
    plan = planned.plans[0]
    week = plan.brief.week
    return Preview(
        title=f"{wording.day(week.days[0])} to {wording.day(week.days[-1])}",
        days=tuple(
            Day(wording.day(day), tuple(_told(plan, placement) for placement in plan.on(day)))
            for day in week.days
        ),
        left_out=tuple(
            LeftOut(
                f"{wording.title(dropped.session)}, {wording.length(dropped.session.duration)}",
                tuple(reason.sentence for reason in dropped.blocked_by),
                tuple(map(plain_sentence, dropped.would_fit_if)),
            )
            for dropped in plan.dropped
        ),
        sources=tuple(
            f"{report.name}: {wording.counted(report.busy_spans, 'busy span')} this week"
            for report in planned.gathered.sources
        ),
        warnings=(*_scarce(len(plan.placements), len(plan.dropped)), *planned.gathered.warnings),
    )


def _scarce(placed: int, dropped: int) -> "tuple[str, ...]":
    """A warning when at most half of the week's sessions fit."""
    if not dropped or placed > dropped:
        return ()
    every = placed + dropped
    return (f"Hardly anything fits: {dropped} of {every} sessions found no hour. Longer hours make room",)


def _told(plan: "Plan", placement: "Placement") -> PreviewSession:
    session, zone = placement.session, plan.brief.week.zone
    return PreviewSession(
        hours=f"{wording.clock(placement.start, zone)}–{wording.clock(placement.end, zone)}",
        name=wording.name(session),
        discipline=str(session.discipline),
        effort=str(session.effort),
        length=wording.length(session.duration),
        why=tuple(reason.sentence for reason in plan.why.get(session.id, ())),
    )
