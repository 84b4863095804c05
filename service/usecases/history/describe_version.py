"""One version of the plan in words: a headline, its reason, and what it changed."""

import re
from datetime import tzinfo

from service.domain import wording
from service.domain.entry import parted
from service.domain.version import Version
from service.usecases.history.version_changes import version_changes

READABLE = re.compile(r"\d{4}-W\d{2}-.+")
"""The id of a session in its week."""


def headline(version: Version, zone: tzinfo, *, before: Version | None = None) -> str:
    """One version in one line."""
    made = version.made_at.astimezone(zone)
    when = f"{wording.day(made.date())} {wording.clock(version.made_at, zone)}"
    sessions = wording.counted(to_come(version), "session")
    return f"version {version.number}, {when}: {because(version, before)} ({sessions} to come)"


def because(version: Version, before: Version | None) -> str:
    """Why it was made, every session by the name that people have for it.

    Shape: what stands in neither version, as who skipped it twice has it, is told by its short id.
    """
    placements = (*(before.placements if before else ()), *version.placements)
    names = {placement.session.id: wording.name(placement.session) for placement in placements}
    return " ".join(names.get(word) or _short(word) for word in version.because.split(" "))


def changes(version: Version, before: Version | None, zone: tzinfo) -> tuple[str, ...]:
    """What it changed, session by session."""
    lines = tuple(change.sentence(zone) for change in version_changes(before, version))
    return lines or ("No hour changed.",)


def _short(word: str) -> str:
    return parted(word)[1].capitalize() if READABLE.fullmatch(word) else word


def to_come(version: Version) -> int:
    """How many sessions had yet to end when it was made."""
    return sum(version.made_at < entry.span.end for entry in version.entries)
