"""A message that the service sends to the athlete by itself, once."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.domain.entry import Entry


class Occasion(StrEnum):
    """The subject of a notice."""

    TOMORROW = "tomorrow"
    WEEK = "week"
    REPAIR = "repair"
    TROUBLE = "trouble"


@dataclass(frozen=True)
class Notice:
    """One message to one athlete.

    Shape: `about` distinguishes it from other notices of the same occasion; `slot` is the instant it was
    due. `sessions` are the entries it mentions.
    """

    athlete: str
    occasion: Occasion
    slot: datetime
    subject: str
    text: str
    sessions: tuple[Entry, ...] = ()
    about: str = ""

    @property
    def key(self) -> str:
        """A key that is the same each time the message is sent, so that a receiver can drop duplicates."""
        of = f"{self.athlete}\n{self.occasion}\n{self.about}\n{self.slot.isoformat()}"
        return hashlib.sha256(of.encode(errors="surrogatepass")).hexdigest()[:32]
