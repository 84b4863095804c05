"""Builds the next version of the plan, if it differs from the newest one."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from service.domain.entry import Entry, session_key, split_session_key
from service.domain.mark import Mark
from service.domain.plan import Placement
from service.domain.version import Version
from service.prescription.recent_runs import RECENT_PERIOD
from service.sync.entry_equality import is_same
from service.sync.hand_edit import HandEdit, HandEditKind
from service.usecases.json_documents.plan_document import plan_document
from service.usecases.json_documents.weekly_offers import KEY, WeeklyOffer, offers_document, offers_of
from service.usecases.weeks.plan_weeks import Planned

BY_HAND = {
    HandEditKind.MOVED: "moved by hand",
    HandEditKind.TO_A_DAY: "wished for another day by hand",
    HandEditKind.DELETED: "deleted by hand",
    HandEditKind.RETURNED: "put back by hand",
}


def next_version(  # noqa: PLR0913  # every part of a version
    planned: Planned,
    entries: Sequence[Entry],
    *,
    head: Version | None,
    before: Iterable[Placement],
    marks: Iterable[Mark],
    said: str,
    offers: Sequence[WeeklyOffer] = (),
) -> Version | None:
    """Returns the weeks just planned as a version, with what has begun in them and with all other weeks.

    Shape: None when entries, marks and offers would equal those of `head`. The number is left 0; the store
    sets it. `entries` are those of the planned weeks, `before` the previous placements. `said` is what the
    athlete decided, empty if nothing.
    """
    has = {entry.session for entry in entries}
    kept = (p for p in before if _stays(p, planned, has))
    placements = {p.session.id: p for p in (*kept, *_placements(planned))}
    others = [
        replace(entry, span=placements[entry.session].span)
        for entry in (head.entries if head else ())
        if entry.session in placements.keys() - has
    ]
    every = sorted((*others, *entries), key=lambda entry: (entry.span, entry.uid))
    in_force = tuple(sorted(marks, key=lambda mark: mark.session))
    are_same = head is not None and len(head.entries) == len(every) and all(map(is_same, head.entries, every))
    if head and are_same and head.marks == in_force and offers_of(head) == tuple(offers):
        return None
    document = plan_document(planned) | ({KEY: offers_document(offers)} if offers else {})
    return Version(
        number=0,
        made_at=planned.made_at,
        because=said or ("planned again" if head else "the first plan"),
        placements=tuple(sorted(placements.values(), key=lambda p: (p.span, p.session.id))),
        entries=tuple(every),
        marks=in_force,
        document=json.dumps(document, ensure_ascii=False),
    )


def said(reason: str, decided: Mapping[str, Mark | None], edits: Iterable[HandEdit]) -> str:
    """Joins the reason, the decisions and the hand edits to one clause; empty when there are none."""
    words = [reason] if reason else []
    words += [f"{session} {mark.kind if mark else 'released'}" for session, mark in decided.items()]
    words += [f"{edit.written.session} {BY_HAND[edit.kind]}" for edit in edits]
    return ", ".join(words)


def _stays(placement: Placement, planned: Planned, has: set[str]) -> bool:
    """Whether an older placement is kept.

    It must be recent, and have begun, belong to another week, or be pinned outside its own.
    """
    key, (own_week, _) = placement.session.id, split_session_key(placement.session.id)
    is_recent = min(planned.made_at, planned.request.horizon.start) - RECENT_PERIOD < placement.end
    elsewhere = own_week not in {week.key for week in planned.request.each_week}
    strayed = placement.pinned and key in has
    return is_recent and (elsewhere or strayed or placement.start <= planned.made_at)


def _placements(planned: Planned) -> Iterator[Placement]:
    for plan in planned.plans:
        for placement in plan.placements:
            key = session_key(week=plan.brief.week.key, session=placement.session.id)
            partner = placement.joined_with
            yield replace(
                placement,
                session=replace(placement.session, id=key),
                joined_with=partner and session_key(week=plan.brief.week.key, session=partner),
            )
