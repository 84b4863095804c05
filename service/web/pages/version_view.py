"""Describes for a page what a version of the plan changed."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from service.domain.version import Version
from service.domain.wording import name
from service.usecases.history.describe_version import changes, to_come

if TYPE_CHECKING:
    from service.ports.plan_store import PlanStore


@dataclass(frozen=True)
class VersionView:
    """One version, and each session that differs from the version before it.

    Shape: `because` is the reason, with sessions by their names for people. `to_come` counts the sessions
    that were not over when the version was made.
    """

    number: int
    made_at: datetime
    because: str
    changes: tuple[str, ...]
    to_come: int


def told(version: Version, before: Version | None, zone: tzinfo) -> VersionView:
    """Describes one version compared with the one before it."""
    placements = (*version.placements, *(before.placements if before else ()))
    names = {placement.session.id: name(placement.session) for placement in placements}
    return VersionView(
        version.number,
        version.made_at,
        " ".join(names.get(word, word) for word in version.because.split(" ")),
        changes(version, before, zone),
        to_come(version),
    )


def version_view(plans: "PlanStore", number: int | None, zone: tzinfo) -> VersionView | None:
    """The version with this number; None when there is none."""
    version = plans.version(number) if number else None
    return told(version, plans.version(version.number - 1), zone) if version else None
