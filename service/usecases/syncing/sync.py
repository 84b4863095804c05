"""Plan the weeks over what the calendars say, and make the athlete's own calendars show them, once."""

from collections.abc import Callable

from service.errors import EntryChanged
from service.usecases.syncing.carry_out import carry_out
from service.usecases.syncing.propose import Proposal, Run, propose

ROUNDS = 3
"""So often it is planned anew because the athlete changed something in the very moment of writing."""


def sync(run: Run, *, agree: Callable[[Proposal], bool]) -> Proposal:
    """Read, plan, and write what `agree` says yes to; on a no, nothing at all is changed.

    Shape: what comes back is what was done last. When the athlete changes an entry while it is being
    written, everything is looked at again, and `agree` asked again.
    Errors: CalendarUnreadable and CalendarUnwritable, SyncRefused unless forced. Whatever was done by
    then is remembered; running it again does the rest.
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
        carry_out(proposal.version, proposal.changes, run.memory)
    return proposal
