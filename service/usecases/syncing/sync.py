"""Syncs once: plans over the sources, and writes the plan to the targets if the caller agrees."""

from collections.abc import Callable

from service.errors import EntryChanged
from service.usecases.syncing.carry_out import carry_out
from service.usecases.syncing.propose import Proposal, Run, propose

ROUNDS = 3
"""How many times a sync is tried when the athlete changes an entry during the write."""


def sync(run: Run, *, agree: Callable[[Proposal], bool]) -> Proposal:
    """Reads, plans, and writes if `agree` returns true; otherwise changes nothing.

    Shape: returns the last proposal. When the athlete changes an entry during the write, all is read and
    planned again, and `agree` is called again.
    Errors: CalendarUnreadable, CalendarUnwritable; SyncRefused unless forced. Writes made until then are
    recorded; another run does the rest.
    """
    for _ in range(ROUNDS - 1):
        try:
            return _round(run, agree)
        except EntryChanged:
            run.tell("An entry was changed in the meantime")
    return _round(run, agree)


def _round(run: Run, agree: Callable[[Proposal], bool]) -> Proposal:
    proposal = propose(run)
    if agree(proposal):
        if any(difference.writes for _, difference in proposal.changes):
            run.tell("Writing")
        zone = run.request.athlete.zone
        carry_out(proposal.version, proposal.changes, run.memory, zone=zone)
    return proposal
