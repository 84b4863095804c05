"""The [[place]] tables: where the athlete trains, when each place is open, and how far away it is."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo

from service.config import notation
from service.config.dates import DateList
from service.config.tables.athlete_table import SomeHours, day_by_day
from service.config.tables.table import Travelling, listed
from service.domain.dates import Dates
from service.domain.opening_hours import ALWAYS, OpeningHours
from service.domain.place import Place
from service.domain.training import Discipline, Kind

GROUPS: Mapping[str, frozenset[Kind]] = {
    f"{discipline}s": frozenset(kind for kind in Kind if kind.discipline is discipline)
    for discipline in (Discipline.LIFT, Discipline.RUN)
}


def _kinds(text: object) -> frozenset[Kind]:
    written = str(text).strip().casefold()
    if written in GROUPS:
        return GROUPS[written]
    if written in {kind.value for kind in Kind}:
        return frozenset({Kind(written)})
    raise ValueError(f"{text} is no kind of session, {notation.nearest(written, [*GROUPS, *Kind])}")


Kinds = Annotated[list[Annotated[frozenset[Kind], BeforeValidator(_kinds)]], BeforeValidator(listed)]


class PlaceTable(Travelling):
    """One place to train; without `open` hours it is always open."""

    name: str = Field(min_length=1, max_length=60)
    open: SomeHours | None = None
    closed: DateList = Field(default_factory=list)
    kinds: Kinds = Field(default_factory=list, alias="for")

    def place(self, *, far: Iterable[Dates]) -> Place:
        """The place; on the days `far` the athlete cannot reach it."""
        by_day = tuple(day_by_day(self.open).values()) if self.open else ALWAYS
        return Place(
            self.name,
            OpeningHours(by_day, closed=tuple(self.closed), far=tuple(far)),
            before=self.before,
            after=self.after,
            kinds=frozenset[Kind]().union(*self.kinds),
        )


def named_once(tables: Sequence[PlaceTable]) -> Sequence[PlaceTable]:
    """Check that no two places have the same name, and return the tables.

    Errors: ValueError with the names given twice.
    """
    names = [table.name for table in tables]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"two places are called {', '.join(twice)}")
    return tables


def known_places(info: ValidationInfo, names: Iterable[str]) -> None:
    """Check that every name is the name of one of the document's places.

    Errors: ValueError with the name that was probably meant.
    """
    tables: Sequence[PlaceTable] | None = info.data.get("place")
    if tables is None:
        return  # the [[place]] tables are invalid themselves, and that is reported already
    known = [table.name for table in tables]
    for name in names:
        if name not in known:
            nobody = "write a [[place]] table for it"
            raise ValueError(f"{name} is none of your places, {notation.nearest(name, known, nobody)}")
