"""Compares two versions of the plan, session by session."""

import json
from collections.abc import Iterator, Sequence

from service.domain.change import Change
from service.domain.entry import split_session_key
from service.domain.version import Version


def version_changes(before: Version | None, after: Version) -> Iterator[Change]:
    """Yields each session whose hours differ, in order of their hours.

    Shape: a session missing from `after` is no change if it had ended when `after` was made.
    """
    old = {p.session.id: p for p in (before.placements if before else ())}
    new = {p.session.id: p for p in after.placements}
    every = sorted({**old, **new}.values(), key=lambda placement: placement.span)
    for key in (placement.session.id for placement in every):
        one, other = old.get(key), new.get(key)
        is_past = other is None and one is not None and one.end <= after.made_at
        if not is_past and (one and one.span) != (other and other.span):
            session = (other or old[key]).session
            yield Change(session, one, other)


def repaired_changes(head: Version, since: Version | None) -> Sequence[Change]:
    """Returns the changes in weeks that were planned already in the version `since`.

    Shape: sessions whose marks differ are left out: the athlete decided those changes.
    """
    if since is None:
        return ()
    told = json.loads(since.document) if since.document else {}
    known = [each["id"] for each in told.get("dropped", ())]
    known += [placement.session.id for placement in since.placements]
    weeks = {split_session_key(key)[0] for key in known}
    theirs = {mark.session for mark in {*head.marks} ^ {*since.marks}}
    changes = (change for change in version_changes(since, head) if change.session.id not in theirs)
    return [change for change in changes if split_session_key(change.session.id)[0] in weeks]
