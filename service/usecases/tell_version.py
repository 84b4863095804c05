"""Tell one version of the plan: in a line, by what it changed, and as a JSON object."""

from datetime import tzinfo
from typing import Any

from service.domain import wording
from service.domain.version import Version
from service.usecases.document import utc
from service.usecases.versions_apart import versions_apart


def headline(version: Version, zone: tzinfo) -> str:
    """One version in one line."""
    made = version.made_at.astimezone(zone)
    when = f"{wording.day(made.date())} {wording.clock(version.made_at, zone)}"
    sessions = wording.counted(to_come(version), "session")
    return f"version {version.number}, {when}: {version.because} ({sessions} to come)"


def changes(version: Version, before: Version | None, zone: tzinfo) -> tuple[str, ...]:
    """What it changed, session by session."""
    lines = tuple(change.sentence(zone) for change in versions_apart(before, version))
    return lines or ("No hour changed.",)


def to_come(version: Version) -> int:
    """How many sessions had yet to end when it was made."""
    return sum(version.made_at < entry.span.end for entry in version.entries)


def version_document(version: Version, zone: tzinfo) -> dict[str, Any]:
    """One version of the history, without the plan itself."""
    return {
        "number": version.number,
        "made_at": utc(version.made_at),
        "because": version.because,
        "restores": version.restores,
        "sessions": to_come(version),
        "sentence": headline(version, zone),
    }
