"""Show one week as it stands: what is planned and done in it, what takes its time, and what was given up."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from service.domain.entry import session_key
from service.domain.log import Logged
from service.domain.mark import Mark, MarkKind
from service.domain.plan import Placement, Reason
from service.domain.span import MINUTE, Span
from service.domain.training import Kind, Session
from service.domain.version import Version
from service.domain.week import Week
from service.domain.wording import day
from service.ports.plan_store import PlanStore
from service.rules.finding import WORTH_TELLING
from service.rules.rule import Rule
from service.rules.stay_put import StayPut
from service.usecases.history.sessions_between import RecordedSession, first_made_since, sessions_between
from service.usecases.showing.entry_text import paragraphs
from service.usecases.showing.plain_sentences import plain_sentence
from service.usecases.showing.session_status import SessionStatus, session_status
from service.usecases.weeks.legs_ready import legs_ready

LONGEST_RECOVERY = timedelta(days=4)
"""How far back a leg session may lie whose legs are not ready in the week."""

OF_A_WEEK = "The week from "
"""How a note begins that is of one week alone."""

WHY, GIVEN_UP = "Why here", "Given up"
"""Headings of an entry's text."""

MOST_LOOKED_BACK = 12
"""Versions that are asked what they left out of a week before nobody knows."""


@dataclass(frozen=True)
class ShownSession:
    """One session of the week.

    Shape: `ready` is until when its legs are not, None for one that leaves none behind.
    """

    stood: RecordedSession
    status: SessionStatus
    ready: datetime | None = None

    @property
    def placement(self) -> Placement:
        """With its hour."""
        return self.stood.placement

    @property
    def session(self) -> Session:
        """What is trained."""
        return self.stood.placement.session


@dataclass(frozen=True)
class LeftOut:
    """A session of the week that found no room, or that the athlete left out.

    Shape: each of `ways` would let it in; of one that nobody asks for any more the kind is unknown.
    """

    key: str
    kind: Kind | None
    length: timedelta | None = None
    reasons: tuple[Reason, ...] = ()
    ways: tuple[str, ...] = ()


@dataclass(frozen=True)
class ShownWeek:
    """The week.

    Shape: `recovery` holds what of it legs are not ready in, `dropped` found no room, `skipped` stands
    nowhere because the athlete said so. `given_up` and `notes` are whole sentences.
    """

    week: Week
    sessions: tuple[ShownSession, ...]
    recovery: tuple[Span, ...] = ()
    dropped: tuple[LeftOut, ...] = ()
    skipped: tuple[LeftOut, ...] = ()
    given_up: tuple[Reason, ...] = ()
    notes: tuple[str, ...] = ()
    is_planned: bool = False


def show_week(  # noqa: PLR0913  # all that a week is told by
    week: Week,
    plans: PlanStore,
    *,
    asked: Iterable[Session],
    logged: Sequence[Logged],
    rules: Sequence[Rule],
    now: datetime,
) -> ShownWeek:
    """As the newest version that knows of it has it; nothing is planned.

    Shape: `asked` are the sessions of a usual week.
    """
    window = week.span.grow(before=LONGEST_RECOVERY, after=timedelta())
    stood, marks = sessions_between(plans, window), {mark.session: mark for mark in plans.marks()}
    placements = [each.placement for each in stood]
    shown = [_shown(each, placements, marks, logged, rules, week, now) for each in stood]
    inside = tuple(each for each in shown if week.span.start <= each.placement.start)
    planned = _planned_in(plans, week)
    document = json.loads(planned.document) if planned and planned.document else {}
    dropped = tuple(_dropped(document, week))
    known = {each.stood.key for each in inside} | {each.key for each in dropped}
    return ShownWeek(
        week,
        inside,
        tuple(_recovery(shown, week)),
        tuple(each for each in dropped if each.key not in {one.stood.key for one in inside}),
        tuple(_skipped(marks.values(), week, known, asked)),
        # The same is given up in many a week, and the document does not say in which.
        tuple(dict.fromkeys(_given_up(document, inside, planned))),
        tuple(_notes(document, week)),
        is_planned=bool(document) or bool(inside),
    )


def _shown(  # noqa: PLR0913, PLR0917  # all that is known
    stood: RecordedSession,
    others: Iterable[Placement],
    marks: Mapping[str, Mark],
    logged: Iterable[Logged],
    rules: Iterable[Rule],
    week: Week,
    now: datetime,
) -> ShownSession:
    mark = marks.get(stood.key)
    became = session_status(stood.placement, mark=mark, logged=logged, zone=week.zone, now=now)
    ready = legs_ready(stood.placement, others, rules) if became.counts else None
    return ShownSession(stood, became, ready)


def _recovery(shown: Iterable[ShownSession], week: Week) -> Iterator[Span]:
    for each in shown:
        if each.ready and (inside := Span(each.placement.end, each.ready).clip(week.span)):
            yield inside


def _planned_in(plans: PlanStore, week: Week) -> Version | None:
    """The newest version that planned the week."""
    version = first_made_since(plans, week.span.end)
    version = plans.version(version.number - 1) if version else plans.head()
    for _ in range(MOST_LOOKED_BACK):
        if version is None or _covers(version, week):
            break
        version = plans.version(version.number - 1)
    return version if version and _covers(version, week) else None


def _covers(version: Version, week: Week) -> bool:
    if not version.document:
        return False
    horizon = json.loads(version.document)["horizon"]
    start, end = (datetime.fromisoformat(horizon[edge]) for edge in ("start", "end"))
    return start <= week.span.start < end


def _dropped(document: Mapping[str, Any], week: Week) -> Iterator[LeftOut]:
    for each in document.get("dropped", ()):
        if _is_of(each["id"], week):
            yield LeftOut(
                each["id"],
                Kind(each["kind"]),
                each["minutes"] * MINUTE,
                tuple(Reason(reason["rule"], reason["sentence"]) for reason in each["blocked_by"]),
                tuple(map(plain_sentence, each["would_fit_if"])),
            )


def _skipped(
    marks: Iterable[Mark], week: Week, known: set[str], asked: Iterable[Session]
) -> Iterator[LeftOut]:
    usual = {session_key(week=week.key, session=session.id): session for session in asked}
    for mark in marks:
        if mark.kind is MarkKind.SKIPPED and _is_of(mark.session, week) and mark.session not in known:
            session = usual.get(mark.session)
            yield (
                LeftOut(mark.session, session.kind, session.duration)
                if session
                else LeftOut(mark.session, None)
            )


def _is_of(key: str, week: Week) -> bool:
    return key.startswith(session_key(week=week.key, session=""))


def _given_up(
    document: Mapping[str, Any], inside: Sequence[ShownSession], planned: Version | None
) -> Iterator[Reason]:
    """What the version says of the week; a sentence of which no session's entry tells is of every week.

    Shape: each goes on with why, and nothing is missing that a session's own entry says.
    """
    texts = [each.stood.entry.text for each in inside if each.stood.entry]
    own = "\n".join(texts)
    every = "\n".join(entry.text for entry in planned.entries) if planned else ""
    said = [paragraph for text in texts for paragraph in paragraphs(text)]
    why = [item for paragraph in said if paragraph.heading == WHY for item in paragraph.items]
    told = set[str]()
    for each in document.get("broken", ()):
        sentence = each["sentence"]
        is_told = each["kind"] == "hard" or (
            each["cost"] >= WORTH_TELLING and each["rule"] != StayPut.card.id
        )
        if is_told and (sentence in own or sentence not in every):
            told.add(sentence)
            yield Reason(each["rule"], _whole(sentence, why))
    for paragraph in said:
        for item in paragraph.items if paragraph.heading == GIVEN_UP else ():
            if item not in told:
                yield Reason("", _whole(item, why))


def _whole(sentence: str, why: Iterable[str]) -> str:
    """The sentence with what stood in the way, where an entry goes on with it."""
    begun = f"{sentence.removesuffix('.')},"
    return next((item for item in why if item.startswith(begun)), sentence)


def _notes(document: Mapping[str, Any], week: Week) -> Iterator[str]:
    """The notes beneath the one that names the week; where none does, those that stand beneath no other."""
    own = f"{OF_A_WEEK}{day(week.first_day)} "
    notes = document.get("notes", ())
    is_told = not any(note.startswith(own) for note in notes)
    for note in notes:
        if note.startswith(OF_A_WEEK):
            is_told = note.startswith(own)
        if is_told:
            yield note
