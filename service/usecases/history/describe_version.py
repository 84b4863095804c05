"""Describes one version of the plan in words: a headline, its reason, and its changes."""

import re
from datetime import tzinfo

from service.domain import wording
from service.domain.entry import split_session_key
from service.domain.plan import Placement
from service.domain.version import Version
from service.usecases.history.version_changes import version_changes

READABLE = re.compile(r"\d{4}-W\d{2}-.+")
"""Matches the readable id of a session, such as 2026-W48-lower."""


def headline(version: Version, zone: tzinfo, *, before: Version | None = None) -> str:
    """Returns number, date, reason and session count of a version in one line."""
    made = version.made_at.astimezone(zone)
    when = f"{wording.day(made.date())} {wording.clock(version.made_at, zone)}"
    sessions = wording.counted(to_come(version), "session")
    return f"version {version.number}, {when}: {because(version, before)} ({sessions} to come)"


def because(version: Version, before: Version | None, *, dated_in: tzinfo | None = None) -> str:
    """Returns why the version was made, with names of sessions in place of their ids.

    Shape: a session that neither version places, such as one skipped before, has its short id instead. With
    `dated_in` each name has the session's day in that zone.
    """
    placements = (*version.placements, *(before.placements if before else ()))
    names = {p.session.id: _name(p, dated_in) for p in placements}
    return " ".join(names.get(word) or _short(word) for word in version.because.split(" "))


def changes(version: Version, before: Version | None, zone: tzinfo) -> tuple[str, ...]:
    """Returns one sentence for each session the version changed, or one that says no hour changed."""
    lines = tuple(change.sentence(zone) for change in version_changes(before, version))
    return lines or ("No hour changed.",)


def _name(placement: Placement, dated_in: tzinfo | None) -> str:
    name = wording.name(placement.session)
    return f"{name} of {wording.day(placement.start.astimezone(dated_in).date())}" if dated_in else name


def _short(word: str) -> str:
    return split_session_key(word)[1].capitalize() if READABLE.fullmatch(word) else word


def to_come(version: Version) -> int:
    """Returns how many sessions had not ended when the version was made."""
    return sum(version.made_at < entry.span.end for entry in version.entries)
