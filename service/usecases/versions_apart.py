"""How one version of a plan differs from another, session by session."""

from collections.abc import Iterator

from service.domain.change import Change
from service.domain.version import Version


def versions_apart(before: Version | None, after: Version) -> Iterator[Change]:
    """Each session that stands otherwise, in order of their hours.

    Shape: what has merely passed out of the newer version's sight is no change.
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
