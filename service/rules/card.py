"""A rule's card: what it says, why, and its sources, as data that every rule must have."""

from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """The kind of authority a rule rests on, the strongest first."""

    STUDY = "study"
    GUIDELINE = "guideline"
    COACH = "coach"
    ATHLETE = "athlete"
    ARITHMETIC = "arithmetic"


class Force(StrEnum):
    """Whether a plan may never break the rule, or may break it at a cost."""

    HARD = "hard"
    SOFT = "soft"


@dataclass(frozen=True)
class Source:
    """One source of a rule, and what it found.

    Shape: `found` is a sentence in our own words; a study or guideline has one, and an address.
    Errors: ValueError for a study or guideline without them.
    """

    basis: Basis
    citation: str
    found: str = ""
    address: str = ""

    def __post_init__(self) -> None:
        is_published = self.basis in {Basis.STUDY, Basis.GUIDELINE}
        if is_published and not (self.found and self.address.startswith("https://")):
            raise ValueError(f"{self.basis} without a finding or an address: {self.citation}")


@dataclass(frozen=True)
class RuleCard:
    """The facts about a rule that people read instead of its code.

    Errors: ValueError for an empty sentence, reason or list of sources.
    """

    id: str
    says: str
    because: str
    sources: tuple[Source, ...]
    force: Force

    def __post_init__(self) -> None:
        if not (self.id and self.says and self.because and self.sources):
            raise ValueError(f"the card of {self.id or 'a rule'} is not filled in")
