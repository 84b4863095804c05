"""Composes the notices to the athlete: tomorrow's sessions, the week, a repair, and lasting trouble."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from service.domain.change import Change
from service.domain.entry import Entry, split_session_key
from service.domain.itinerary import Zone
from service.domain.job_record import JobRecord
from service.domain.notice import Notice, Occasion
from service.domain.training import Kind
from service.domain.version import Version
from service.domain.week import Week, coming_week
from service.domain.wording import NAMES, clock, counted, day, plain
from service.ports.plan_store import PlanStore
from service.usecases.history.describe_version import because
from service.usecases.history.version_changes import repaired_changes, version_changes

MAX_VERSIONS = 60
"""How many of the newest versions are searched for one made at a given time."""


def tomorrow(head: Version, zone: Zone, *, athlete: str, slot: datetime, now: datetime) -> Notice | None:
    """Composes the notice of the sessions on the day after the slot; None when none is still to begin."""
    date = slot.astimezone(zone).date() + timedelta(days=1)
    sessions = tuple(entry for entry in _of_days(head, zone, date, date) if now < entry.span.start)
    if not sessions:
        return None
    subject = f"{day(date)}: {', '.join(f'{clock(e.span.start, zone)} {e.title}' for e in sessions)}"
    text = "\n\n".join(_paragraph(entry, zone) for entry in sessions)
    return Notice(athlete, Occasion.TOMORROW, slot, plain(subject), text, sessions)


def week(  # noqa: PLR0913  # every part of the message
    head: Version, since: Version | None, zone: Zone, *, athlete: str, slot: datetime, now: datetime
) -> Notice:
    """Composes the notice of the week planned at the slot: its sessions, drops with reasons, and moves.

    Shape: moves are those since the version `since`; None leaves them out.
    """
    coming = coming_week(slot, zone)
    if not any(_of_days(head, zone, coming.first_day, coming.days[-1])):
        # A first plan made in the middle of a week starts with the week after the slot's.
        coming = coming_week(now, zone)
    sessions = tuple(_of_days(head, zone, coming.first_day, coming.days[-1]))
    paragraphs = [
        "\n".join(_line(entry, zone) for entry in sessions) or "No sessions.",
        _listed("Dropped", _dropped(head, coming)),
        _listed("Moved", (change.sentence(zone) for change in _moved(head, since, coming, now))),
    ]
    subject = f"Your week from {day(coming.first_day)}: {counted(len(sessions), 'session')}"
    text = plain("\n\n".join(paragraph for paragraph in paragraphs if paragraph))
    return Notice(athlete, Occasion.WEEK, slot, subject, text, sessions)


def repair(head: Version, since: Version | None, zone: Zone, *, athlete: str, now: datetime) -> Notice | None:
    """Composes the notice of the sessions a repair changed, and why.

    Shape: only weeks that the version `since` has planned count. None when nothing still to come was
    changed except by the athlete's own decisions.
    """
    changes = tuple(change for change in repaired_changes(head, since) if now < _last_of(change))
    if not changes:
        return None
    said = tuple(plain(change.sentence(zone)) for change in changes)
    subject = said[0].removesuffix(".") if len(said) == 1 else f"{len(said)} sessions changed"
    text = "\n\n".join((_listed("Changed", said), f"Why: {plain(because(head, since, dated_in=zone))}."))
    ids = {change.session.id for change in changes}
    sessions = tuple(entry for entry in head.entries if entry.session in ids and not entry.cancelled)
    about = f"version {head.number}"
    return Notice(athlete, Occasion.REPAIR, head.made_at, subject, text, sessions, about)


def trouble(record: JobRecord, *, does: str, hint: str, zone: Zone) -> Notice:
    """Composes the notice of a failing job: what fails, since when, why, and what may help.

    Shape: `does` names what fails, such as "planning your weeks".
    """
    since = record.failing_since or record.due_at
    began = f"{day(since.astimezone(zone).date())}, {clock(since, zone)}"
    what = f"{_capital(does)} has failed since {began}, and is tried again and again."
    text = f"{what}\n\n{record.trouble}.\n{hint}"
    return Notice(
        record.athlete, Occasion.TROUBLE, since, f"Trouble with {does}", plain(text), about=record.name
    )


def version_within(
    plans: PlanStore, first: datetime, last: datetime
) -> tuple[Version | None, Version | None]:
    """Returns the newest version made from `first` to `last`, and the newest one made before `first`."""
    versions = [one for one in plans.versions(limit=MAX_VERSIONS) if one.made_at <= last]
    made = next((one for one in versions if first <= one.made_at), None)
    return made, next((one for one in versions if one.made_at < first), None)


def version_at(plans: PlanStore, moment: datetime | None) -> Version | None:
    """Returns the newest version made at or before `moment`, None when it is not among the newest few."""
    if moment is None:
        return None
    return next((one for one in plans.versions(limit=MAX_VERSIONS) if one.made_at <= moment), None)


def _of_days(head: Version, zone: Zone, first: date, last: date) -> Iterator[Entry]:
    for entry in sorted(head.entries, key=lambda entry: (entry.span, entry.uid)):
        if first <= entry.span.start.astimezone(zone).date() <= last and not entry.cancelled:
            yield entry


def _last_of(change: Change) -> datetime:
    return max(placement.end for placement in (change.before, change.after) if placement)


def _dropped(head: Version, coming: Week) -> Iterator[str]:
    told = json.loads(head.document) if head.document else {}
    for each in told.get("dropped", ()):
        if split_session_key(each["id"])[0] == coming.key:
            why = " ".join(reason["sentence"] for reason in each["blocked_by"])
            yield f"{NAMES[Kind(each['kind'])]}: {why}" if why else NAMES[Kind(each["kind"])]


def _moved(head: Version, since: Version | None, coming: Week, now: datetime) -> Sequence[Change]:
    if since is None:
        return ()
    changes = (change for change in version_changes(since, head) if change.before)
    of_week = (change for change in changes if split_session_key(change.session.id)[0] == coming.key)
    return [change for change in of_week if change.before and now < change.before.end]


def _line(entry: Entry, zone: Zone) -> str:
    start = entry.span.start.astimezone(zone)
    return f"{day(start.date())}, {clock(start, zone)}–{clock(entry.span.end, zone)}  {entry.title}"


def _paragraph(entry: Entry, zone: Zone) -> str:
    place = f"\n{entry.place}" if entry.place else ""
    return plain(f"{_line(entry, zone)}{place}\n{entry.text}")


def _listed(heading: str, lines: Iterable[str]) -> str:
    told = [f"- {line}" for line in lines]
    return "\n".join([f"{heading}:", *told]) if told else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
