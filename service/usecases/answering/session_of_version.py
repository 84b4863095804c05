"""Finds the session of a stored version that a text names by id, short id, kind or title."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches

from service.domain.entry import split_session_key
from service.domain.plan import Placement
from service.domain.version import Version
from service.domain.wording import name
from service.errors import NotThere

MOST_NAMED = 5
"""How many sessions a hint lists."""


@dataclass(frozen=True)
class NamedSession:
    """One session by its readable id; `placement` is None when it was skipped or dropped."""

    key: str
    placement: Placement | None

    def is_named(self, text: str) -> bool:
        """Whether `text` is the session's short id, kind or name, in upper or lower case."""
        names = {split_session_key(self.key)[1].casefold()}
        if self.placement:
            names |= {self.placement.session.kind.value, name(self.placement.session).casefold()}
        return text.casefold() in names


def session_of_version(
    head: Version, text: str, *, now: datetime, is_over: bool = False, is_marked: bool = False
) -> NamedSession:
    """Returns the session that `text` names; of several the next to come, or with `is_over` the last begun.

    Shape: `text` is a readable id such as 2026-W48-lower, or a short id such as lower, a kind or a name.
    With `is_marked` sessions that have a mark come before those that have none.
    Errors: NotThere, whose hint suggests other sessions.
    """
    every = {
        placement.session.id: NamedSession(placement.session.id, placement) for placement in head.placements
    }
    for key in _without_hour(head):
        every.setdefault(key, NamedSession(key, None))
    if text in every:
        return every[text]
    if meant := [named for named in every.values() if named.is_named(text)]:
        marked = {mark.session for mark in head.marks} if is_marked else set[str]()
        return min(
            meant, key=lambda named: (named.key not in marked, *_distance(named, now, is_over=is_over))
        )
    near = get_close_matches(text, [*every, *(split_session_key(key)[1] for key in every)], 3)
    raise NotThere(
        reason=f"the plan knows no session called {text}",
        hint=f"Did you mean {' or '.join(near)}?" if near else choose_hint(sorted(every)),
    )


def choose_hint(keys: Iterable[str]) -> str:
    """Returns a hint that lists the first few of these sessions by their short ids."""
    short = list(dict.fromkeys(split_session_key(key)[1] for key in keys))
    more = ", or another; `liftrun plan` shows all" if len(short) > MOST_NAMED else ""
    return f"Choose one of: {', '.join(short[:MOST_NAMED])}{more}." if short else "Nothing is to come."


def _without_hour(head: Version) -> list[str]:
    dropped = json.loads(head.document)["dropped"] if head.document else []
    return [mark.session for mark in head.marks] + [each["id"] for each in dropped]


def _distance(named: NamedSession, now: datetime, *, is_over: bool) -> tuple[bool, float]:
    start = named.placement.start if named.placement else _middle_of_its_week(named.key)
    away = (start - now).total_seconds()
    return (away > 0) is is_over, abs(away)


def _middle_of_its_week(key: str) -> datetime:
    year, _, week = split_session_key(key)[0].partition("-W")
    return datetime.fromisocalendar(int(year), int(week), 4).replace(tzinfo=UTC)
