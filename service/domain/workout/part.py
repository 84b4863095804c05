"""The parts of a workout: how often, how long or how far, and what each part is for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from service.domain.workout.quantity import Quantity


class Said(StrEnum):
    """What a word says about its part."""

    WARM_UP = "warm_up"
    COOL_DOWN = "cool_down"
    STRIDES = "strides"
    TOTAL = "total"
    RECOVERY = "recovery"
    WALK = "walk"
    EASY = "easy"
    FAST = "fast"
    RUN = "run"


class Link(StrEnum):
    """How a part hangs together with what stands before it."""

    NONE = "nothing between"
    THEN = "after it"
    LINE = "on a line of its own"
    FIELD = "in a field of its own"
    WITHIN = "inside it"
    ASIDE = "in brackets"


AFTER = {Link.THEN, Link.LINE, Link.FIELD}


@dataclass
class Part:
    """One part of a workout, or several parts that are repeated together.

    Shape: without a quantity and without parts of its own it is only words. `pace` is stated for it.
    Units: `pace` in seconds a kilometre; `share` of the time for an easy kilometre.
    """

    link: Link = Link.NONE
    times: float = 1
    repeats: bool = False
    quantity: Quantity | None = None
    says: set[Said] = field(default_factory=set)
    pace: float | None = None
    share: float | None = None
    inner: list["Part"] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether it holds nothing that can be reckoned with."""
        return not (self.quantity or self.inner or self.repeats)


def every(row: Iterable[Part]) -> Iterator[Part]:
    """All parts, those inside others too."""
    for part in row:
        yield part
        yield from every(part.inner)
