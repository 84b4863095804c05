"""An entry of ours on a calendar, and the id by which every later run finds it again."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime

from service.domain.span import Span
from service.domain.training import Effort, Kind

DOMAIN = "liftrun"


@dataclass(frozen=True)
class Entry:
    """One session as an entry on a calendar.

    Shape: `session` is the readable id, such as 2026-W48-lower. `sequence` and `modified` change only when
    what a person sees changes; `stamp` is when the plan that holds the entry was made. With `all_day` the
    calendar shows it as an all-day event; we never write one, an athlete makes one by hand.
    """

    session: str
    uid: str
    kind: Kind
    effort: Effort
    span: Span
    title: str
    text: str
    place: str
    stamp: datetime
    modified: datetime
    sequence: int = 0
    cancelled: bool = False
    all_day: bool = False


def session_key(*, week: str, session: str) -> str:
    """The readable id of one week's session, unique for one athlete."""
    return f"{week}-{session}"


def split_session_key(key: str) -> tuple[str, str]:
    """Splits a readable id into its week and its session.

    Errors: ValueError for a text that is no readable id.
    """
    year, week, session = key.split("-", 2)
    return f"{year}-{week}", session


def entry_id(*, athlete: str, week: str, session: str) -> str:
    """The id of one athlete's session of one week, the same on every run and every calendar.

    Shape: 32 characters of base32hex in lower case, so that Google Calendar takes it as an event id.
    """
    digest = hashlib.sha256(f"{athlete}\n{week}\n{session}".encode()).digest()
    return base64.b32hexencode(digest[:20]).decode().lower()


def uid(*, athlete: str, week: str, session: str) -> str:
    """The iCalendar UID of the entry for one athlete's session of one week."""
    return f"{entry_id(athlete=athlete, week=week, session=session)}@{DOMAIN}"
