"""The words people read: names of sessions, hours and lengths, and the text of a calendar entry."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, tzinfo

from service.domain.entry import Entry
from service.domain.plan import Reason
from service.domain.span import MINUTE
from service.domain.training import USUAL_EFFORT, Effort, Kind, Session
from service.domain.week import Weekday

NAMES = {
    Kind.UPPER: "Upper body",
    Kind.LOWER: "Lower body",
    Kind.FULL: "Full body",
    Kind.LIGHT_LIFT: "Light lift",
    Kind.EASY: "Easy run",
    Kind.MODERATE: "Moderate run",
    Kind.TEMPO: "Tempo run",
    Kind.INTERVALS: "Intervals",
    Kind.LONG: "Long run",
    Kind.MOBILITY: "Mobility",
    Kind.OTHER: "Other sport",
}

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

WARM_UP = {
    Effort.EASY: timedelta(minutes=5),
    Effort.MODERATE: timedelta(minutes=10),
    Effort.HARD: timedelta(minutes=10),
    Effort.MAX: timedelta(minutes=15),
}
WARM_UP_FOR_LEGS_AND_SPEED = timedelta(minutes=5)
COOL_DOWN = timedelta(minutes=5)
COOL_DOWN_AFTER_HARD_RUN = timedelta(minutes=10)


def name(session: Session) -> str:
    """The name of the session's kind, such as Easy run."""
    return NAMES[session.kind]


def entry_name(entry: Entry, zone: tzinfo) -> str:
    """The name of an entry in a message: its title, or else its kind, and the day it stands on."""
    return f"{entry.title or NAMES[entry.kind]} of {day(entry.span.start.astimezone(zone).date())}"


def title(session: Session) -> str:
    """The title of a calendar entry; it names the effort when that is not the usual one."""
    if session.effort == USUAL_EFFORT[session.kind]:
        return name(session)
    return f"{name(session)}, {session.effort} effort"


def warm_up(session: Session) -> timedelta:
    """The part of the session that is warm-up, at most a third.

    Source: ACSM's Guidelines (5 to 10 minutes before moderate work); longer before heavy legs and fast
    running, which ramp up through lighter sets or strides.
    """
    if session.kind is Kind.MOBILITY:
        return timedelta()
    extra = WARM_UP_FOR_LEGS_AND_SPEED if session.is_heavy_legs or session.is_quality_run else timedelta()
    return _whole_minutes(min(WARM_UP[session.effort] + extra, session.duration / 3))


def cool_down(session: Session) -> timedelta:
    """The part of the session that is cool-down, at most a fifth.

    Source: ACSM's Guidelines (5 to 10 minutes).
    """
    if session.kind is Kind.MOBILITY:
        return timedelta()
    wanted = COOL_DOWN_AFTER_HARD_RUN if session.is_run and session.is_hard else COOL_DOWN
    return _whole_minutes(min(wanted, session.duration / 5))


def description(
    session: Session,
    *,
    zone: tzinfo,
    why: Iterable[Reason] = (),
    given_up: Iterable[str] = (),
    easy_running_until: datetime | None = None,
) -> str:
    """The text of a calendar entry: what to do, why it is at this hour, and what helps.

    Shape: paragraphs separated by an empty line; empty paragraphs are left out.
    """
    cues = [*_cues(session)]
    if easy_running_until:
        until = easy_running_until.astimezone(zone)
        cues.insert(0, f"Only easy running until {day(until.date())}, {clock(until, zone)}.")
    paragraphs = [
        _outline(session),
        plain(session.notes),
        _listed("Why here", (reason.sentence for reason in why)),
        _listed("Given up", given_up),
        _listed("Good to know", cues),
    ]
    return plain("\n\n".join(paragraph for paragraph in paragraphs if paragraph))


def clock(instant: datetime, zone: tzinfo) -> str:
    """The time of day, such as 18:00."""
    return f"{instant.astimezone(zone):%H:%M}"


def when(instant: datetime, zone: tzinfo) -> str:
    """Weekday and time of day, such as Mon 18:00."""
    return f"{weekday(instant.astimezone(zone).date())} {clock(instant, zone)}"


def weekday(date: date) -> str:
    """The short name of the day, such as Mon."""
    # strftime("%a") would use the language of the machine.
    return Weekday(date.weekday()).name.title()


def day(date: date) -> str:
    """Weekday and date, such as Mon 23 Nov."""
    return f"{weekday(date)} {date.day} {MONTHS[date.month - 1]}"


def length(duration: timedelta) -> str:
    """The length of a session, such as 45 min or 1 h 30."""
    whole, minutes = divmod(duration // MINUTE, 60)
    if not whole:
        return f"{minutes} min"
    return f"{whole} h {minutes:02}" if minutes else f"{whole} h"


def hours(duration: timedelta) -> str:
    """The time between two things, such as 20 h or 20 h 30 min."""
    whole, minutes = divmod(duration // MINUTE, 60)
    said = ([f"{whole} h"] if whole else []) + ([f"{minutes} min"] if minutes else [])
    return " ".join(said) or "0 h"


def counted(number: int, what: str) -> str:
    """A number and its noun, such as 1 session or 3 sessions."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def ago(past: timedelta) -> str:
    """How long ago something was, in a suitable unit, such as 3 h ago."""
    if past < MINUTE:
        return "just now"
    if past < timedelta(days=2):
        whole = past if past < timedelta(hours=3) else timedelta(hours=round(past / timedelta(hours=1)))
        return f"{hours(whole)} ago"
    return f"{round(past / timedelta(days=1))} days ago"


def plain(text: str) -> str:
    r"""The text as every calendar can show it: \n between lines, no control characters.

    Shape: applying it twice changes nothing more.
    """
    return "\n".join(_plain_line(line).rstrip() for line in text.splitlines()).strip()


def _plain_line(line: str) -> str:
    # Nearly every line is of this kind, and needs no look at each character.
    if line.isascii() and line.isprintable():
        return line
    return "".join(" " if char == "\t" else char for char in line if char == "\t" or _is_writable(char))


def _is_writable(char: str) -> bool:
    import unicodedata  # imported here, because only texts need it

    return unicodedata.category(char) not in {"Cc", "Cs"}


def _outline(session: Session) -> str:
    first = f"{name(session)} · {session.effort} effort · {length(session.duration)}"
    if session.kind is Kind.MOBILITY:
        return first
    return f"{first}\nWarm-up {length(warm_up(session))} and cool-down {length(cool_down(session))} included"


def _cues(session: Session) -> Iterator[str]:
    demanding = session.is_hard or session.kind is Kind.LONG
    if demanding:
        yield "Eat protein and carbohydrate within an hour afterwards."
    if demanding or session.duration >= timedelta(hours=1):
        yield "Bring something to drink."
    if session.is_heavy_legs or session.effort is Effort.MAX:
        yield "A full night's sleep does much of the recovery."
    if demanding:
        yield "If something hurts, stop for today."


def _listed(heading: str, sentences: Iterable[str]) -> str:
    lines = [f"- {sentence}" for sentence in sentences]
    return "\n".join([f"{heading}:", *lines]) if lines else ""


def _whole_minutes(duration: timedelta) -> timedelta:
    return duration // MINUTE * MINUTE
