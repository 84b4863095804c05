"""Restores the version before one athlete's current plan, in the store and in their calendars."""

from datetime import datetime
from typing import TYPE_CHECKING

from service.athletes.context import LOCK_TIMEOUT, AthleteContext

if TYPE_CHECKING:
    from collections.abc import Callable

    from service.usecases.syncing.undo import Undoing


def undo_version(
    context: AthleteContext,
    *,
    now: datetime,
    agree: "Callable[[Undoing], bool]",
    looks_only: bool = False,
    force: bool = False,
) -> "Undoing":
    """Restores the version before the current one, under the athlete's lock, if `agree` returns true.

    Errors: as `undo`; SyncRefused also when another run keeps the lock.
    """
    from service.usecases.syncing.undo import undo

    with context.archive.athlete_lock(wait=LOCK_TIMEOUT):
        sinks = context.sinks(looks_only=looks_only, anew=force)
        zone = context.config.athlete.zone
        return undo(context.athlete, sinks, context.memory, now=now, agree=agree, force=force, zone=zone)
