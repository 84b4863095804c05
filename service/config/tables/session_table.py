"""The [[session]] tables: the athlete's own sessions of every week, checked against one another."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo

from service.config import notation
from service.config.tables.place_table import known_places
from service.config.tables.table import Travelling, Windows
from service.domain.place import Place, at_its_place
from service.domain.training import (
    USUAL_DURATION,
    USUAL_EFFORT,
    USUAL_PRIORITY,
    Discipline,
    Effort,
    Kind,
    Session,
)
from service.domain.week import Weekday


class SessionTable(Travelling):
    """One session of every week."""

    id: str | None = Field(default=None, pattern=r"^[\w-]{1,40}$")
    kind: Annotated[Kind, BeforeValidator(notation.kind)]
    minutes: int | None = Field(default=None, ge=5, le=600)
    effort: Annotated[Effort | None, BeforeValidator(notation.effort)] = None
    priority: int = Field(default=USUAL_PRIORITY, ge=1, le=9)
    days: list[Annotated[Weekday, BeforeValidator(notation.weekday)]] = Field(default_factory=list)
    hours: Windows = Field(default_factory=list)
    join_with: str | None = None
    place: str = ""
    notes: str = ""

    def session(self, name: str, places: Sequence[Place]) -> Session:
        """The session at its place; a missing duration or effort is the usual one of its kind."""
        written = Session(
            id=name,
            kind=self.kind,
            duration=timedelta(minutes=self.minutes) if self.minutes else USUAL_DURATION[self.kind],
            effort=USUAL_EFFORT[self.kind] if self.effort is None else self.effort,
            days=frozenset(self.days),
            hours=tuple(self.hours),
            **self.given("priority", "join_with", "place", "notes"),
        )
        settled = at_its_place(written, places)
        return replace(
            settled,
            before=self.before if self.given("travel", "travel_before") else settled.before,
            after=self.after if self.given("travel", "travel_after") else settled.after,
        )


def sessions(tables: Sequence[SessionTable], places: Sequence[Place] = ()) -> tuple[Session, ...]:
    """All sessions; one without an id is named after its kind, with a number when that is taken."""
    named = list[Session]()
    taken = {table.id for table in tables}
    for table in tables:
        name, number = table.id or table.kind.value, 2
        while not table.id and name in taken:
            name, number = f"{table.kind}-{number}", number + 1
        taken.add(name)
        named.append(table.session(name, places))
    return tuple(named)


def consistent(tables: Sequence[SessionTable]) -> Sequence[SessionTable]:
    """Check that each id is used once and that each `join_with` can be met, and return the tables.

    Errors: ValueError with every problem.
    """
    if problems := [*_misfits(sessions(tables))]:
        raise ValueError("; ".join(problems))
    return tables


def at_known_places(tables: Sequence[SessionTable], info: ValidationInfo) -> Sequence[SessionTable]:
    """Check that each place the sessions name has a [[place]] table, and return the session tables.

    Shape: without any [[place]] table, names of places are not checked.
    Errors: ValueError for an unknown place.
    """
    if info.data.get("place"):
        known_places(info, [table.place for table in tables if table.place])
    return tables


def _misfits(sessions: Sequence[Session]) -> Iterator[str]:
    by_id = {session.id: session for session in sessions}
    for name in by_id:
        if sum(session.id == name for session in sessions) > 1:
            yield f"the id {name} is given twice"
    for session in sessions:
        wish = session.join_with
        if wish is None:
            continue
        if wish not in by_id:
            yield f"{session.id} would join {wish}, which is no session, {notation.nearest(wish, by_id)}"
        elif {session.discipline, by_id[wish].discipline} != {Discipline.LIFT, Discipline.RUN}:
            yield f"{session.id} would join {wish}, but only a lift and a run share a visit"
