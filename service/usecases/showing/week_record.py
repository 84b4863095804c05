"""What the stored versions of the plan say about one week: what was left out, given up and noted."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from service.domain.entry import session_key
from service.domain.plan import Reason
from service.domain.span import MINUTE
from service.domain.training import Kind
from service.domain.version import Version
from service.domain.week import Week
from service.domain.wording import day
from service.ports.plan_store import PlanStore
from service.rules.finding import WORTH_TELLING
from service.rules.stay_put import StayPut
from service.usecases.history.sessions_between import first_made_since
from service.usecases.showing.entry_text import paragraphs
from service.usecases.showing.plain_sentences import plain_sentence

OF_A_WEEK = "The week from "
"""How a note begins that is of one week alone."""

WHY, GIVEN_UP = "Why here", "Given up"
"""Headings of an entry's text."""

MOST_LOOKED_BACK = 12
"""Versions that are asked what they left out of a week before nobody knows."""


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
class WeekRecord:
    """One week as the newest version that planned it recorded it; `version` is None where none did."""

    week: Week
    version: Version | None
    document: Mapping[str, Any]

    @classmethod
    def read(cls, week: Week, plans: PlanStore) -> Self:
        """The record of the week in the stored versions."""
        version = _planned_in(plans, week)
        return cls(week, version, json.loads(version.document) if version and version.document else {})

    @property
    def dropped(self) -> Iterator[LeftOut]:
        """The sessions that found no room."""
        for each in self.document.get("dropped", ()):
            if is_of(each["id"], self.week):
                yield LeftOut(
                    each["id"],
                    Kind(each["kind"]),
                    each["minutes"] * MINUTE,
                    tuple(Reason(reason["rule"], reason["sentence"]) for reason in each["blocked_by"]),
                    tuple(map(plain_sentence, each["would_fit_if"])),
                )

    @property
    def notes(self) -> Iterator[str]:
        """The notes of the week; where no note names it, those that belong to no other week."""
        own = f"{OF_A_WEEK}{day(self.week.first_day)} "
        notes = self.document.get("notes", ())
        is_told = not any(note.startswith(own) for note in notes)
        for note in notes:
            if note.startswith(OF_A_WEEK):
                is_told = note.startswith(own)
            if is_told:
                yield note

    def given_up(self, texts: Sequence[str]) -> Iterator[Reason]:
        """The wishes the week did not meet, each with its reason; `texts` are those of its sessions' entries.

        Shape: the document does not say to which week a sentence belongs. One that no entry of any week
        repeats is told for every week. Everything that the texts say is included.
        """
        own = "\n".join(texts)
        every = "\n".join(entry.text for entry in self.version.entries) if self.version else ""
        said = [paragraph for text in texts for paragraph in paragraphs(text)]
        why = [item for paragraph in said if paragraph.heading == WHY for item in paragraph.items]
        told = set[str]()
        for each in filter(_is_worth_telling, self.document.get("broken", ())):
            sentence = each["sentence"]
            if sentence in own or sentence not in every:
                told.add(sentence)
                yield Reason(each["rule"], _whole(sentence, why))
        for paragraph in said:
            for item in paragraph.items if paragraph.heading == GIVEN_UP else ():
                if item not in told:
                    yield Reason("", _whole(item, why))


def is_of(key: str, week: Week) -> bool:
    """Whether the session with this readable id belongs to the week."""
    return key.startswith(session_key(week=week.key, session=""))


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


def _is_worth_telling(broken: Mapping[str, Any]) -> bool:
    is_costly: bool = broken["cost"] >= WORTH_TELLING
    return broken["kind"] == "hard" or (is_costly and broken["rule"] != StayPut.card.id)


def _whole(sentence: str, why: Iterable[str]) -> str:
    """The sentence with what stood in the way, where an entry goes on with it."""
    begun = f"{sentence.removesuffix('.')},"
    return next((item for item in why if item.startswith(begun)), sentence)
