"""Reads from the stored versions what one week dropped, which wishes it did not meet, and its notes."""

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
from service.rules.finding import WORTH_REPORTING
from service.rules.stay_put import StayPut
from service.usecases.history.sessions_between import first_made_since
from service.usecases.showing.entry_text import paragraphs
from service.usecases.showing.plain_sentences import plain_sentence

OF_A_WEEK = "The week from "
"""The first words of a note that belongs to one week only."""

WHY, GIVEN_UP = "Why here", "Given up"
"""The headings in an entry's text that are read back here."""

MOST_LOOKED_BACK = 12
"""How many versions are searched for one that planned the week."""


@dataclass(frozen=True)
class LeftOut:
    """A session of the week that was dropped or skipped.

    Shape: each of `ways` would make room for it. `kind` is None when the athlete no longer trains it.
    """

    key: str
    kind: Kind | None
    length: timedelta | None = None
    reasons: tuple[Reason, ...] = ()
    ways: tuple[str, ...] = ()


@dataclass(frozen=True)
class WeekRecord:
    """One week in the newest version that planned it; `version` is None when no version did."""

    week: Week
    version: Version | None
    document: Mapping[str, Any]

    @classmethod
    def read(cls, week: Week, plans: PlanStore) -> Self:
        """Finds the version that planned the week, and parses its document."""
        version = _planned_in(plans, week)
        return cls(week, version, json.loads(version.document) if version and version.document else {})

    @property
    def dropped(self) -> Iterator[LeftOut]:
        """The sessions of the week that found no hour."""
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
        """The notes of the week; if no note names this week, the notes that name no week."""
        own = f"{OF_A_WEEK}{day(self.week.first_day)} "
        notes = self.document.get("notes", ())
        is_told = not any(note.startswith(own) for note in notes)
        for note in notes:
            if note.startswith(OF_A_WEEK):
                is_told = note.startswith(own)
            if is_told:
                yield note

    def given_up(self, texts: Sequence[str]) -> Iterator[Reason]:
        """Yields the wishes the week did not meet, each with its cause if one is known.

        Shape: `texts` are the texts of the week's entries. The document does not say to which week a
        sentence belongs, so a sentence that is in no entry of any week is yielded for every week. Every
        unmet wish that the texts name is included.
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
    """The newest version that planned the week, of those made before the week ended."""
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
    is_costly: bool = broken["cost"] >= WORTH_REPORTING
    return broken["kind"] == "hard" or (is_costly and broken["rule"] != StayPut.card.id)


def _whole(sentence: str, why: Iterable[str]) -> str:
    """The sentence with its cause, if an item of the entries repeats the sentence and adds one."""
    begun = f"{sentence.removesuffix('.')},"
    return next((item for item in why if item.startswith(begun)), sentence)
