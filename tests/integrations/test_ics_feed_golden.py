"""One small feed compared byte for byte, so that a diff shows what every subscriber will get.

To renew it after a change that was meant, run this file once with LIFTRUN_RENEW_GOLDEN=1.
"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from integrations._shared.feed_settings import FeedSettings
from integrations._shared.icalendar.feed import write
from service.domain.entry import Entry
from service.domain.plan import Reason
from service.domain.span import Span
from service.domain.training import USUAL_DURATION, Effort, Kind, Session
from service.domain.wording import description, title
from tests.entries import entry

GOLDEN = Path(__file__).parent.parent / "golden" / "feed" / "week.ics"
BERLIN = ZoneInfo("Europe/Berlin")


def worded(session: Session, start: datetime, **facts: Any) -> Entry:
    return entry(
        session.kind,
        span=Span.lasting(start, session.duration),
        effort=session.effort,
        title=title(session),
        text=description(session, zone=BERLIN, **facts),
        place=session.place,
    )


def small_week() -> list[Entry]:
    lower = Session(
        "lower", Kind.LOWER, timedelta(hours=1), Effort.HARD, place="Gym, 2nd floor", notes="Squat 3×5"
    )
    easy = Session("easy", Kind.EASY, USUAL_DURATION[Kind.EASY], Effort.EASY)
    reason = Reason("heavy-legs-before-quality-run", "Lower body on Mon 18:00 is 48 h before Intervals.")
    return [
        worded(
            lower,
            datetime(2026, 11, 23, 17, tzinfo=UTC),
            why=[reason],
            given_up=["Monday is not one of your preferred days."],
            easy_running_until=datetime(2026, 11, 24, 18, tzinfo=UTC),
        ),
        worded(easy, datetime(2026, 11, 25, 6, 30, tzinfo=UTC)),
        entry(Kind.MOBILITY, start=datetime(2026, 11, 26, 18, tzinfo=UTC), sequence=1, cancelled=True),
    ]


def test_the_small_week_is_written_as_ever() -> None:
    feed = write(small_week(), FeedSettings(BERLIN, name="Sam's training"))
    if os.environ.get("LIFTRUN_RENEW_GOLDEN"):
        GOLDEN.write_bytes(feed)
    assert feed == GOLDEN.read_bytes()
