"""Something the athlete is told by itself, once."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.domain.entry import Entry


class Occasion(StrEnum):
    """What a notice is about."""

    TOMORROW = "tomorrow"
    WEEK = "week"
    REPAIR = "repair"
    TROUBLE = "trouble"


@dataclass(frozen=True)
class Notice:
    """One message.

    Shape: `about` tells it from others of the same occasion; `slot` is the instant it was due. `sessions`
    are those it speaks of.
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
        """The same for the same message, however often it is sent: by it a receiver can drop doubles."""
        of = f"{self.athlete}\n{self.occasion}\n{self.about}\n{self.slot.isoformat()}"
        return hashlib.sha256(of.encode(errors="surrogatepass")).hexdigest()[:32]
