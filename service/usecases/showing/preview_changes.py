"""Describes in sentences what a new version of the plan changes, which musts it breaks and what it costs."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from service.domain.change import Change
from service.domain.entry import split_session_key
from service.domain.itinerary import Zone
from service.domain.plan import Broken
from service.domain.version import Version
from service.domain.week import week_of_key
from service.domain.wording import counted, day
from service.rules.finding import WORTH_REPORTING
from service.rules.stay_put import StayPut
from service.usecases.history.version_changes import version_changes
from service.usecases.syncing.decision import Decision
from service.usecases.syncing.propose import Proposal
from service.usecases.weeks.plan_weeks import Planned

MAX_SENTENCES = 3
"""How many unmet wishes get a sentence each; the rest are only summed up."""


def preview_changes(
    proposal: Proposal, decision: Decision, *, head: Version | None, before: Planned
) -> Iterator[str]:
    """Yields what a decision changes: what moves and why, broken musts, costs, and calendar warnings.

    Shape: `before` is `head` as planned weeks.
    """
    zone = proposal.planned.request.athlete.zone
    if decision.said:
        yield f"{decision.said[0].upper()}{decision.said[1:]}."
    yield from _moves(proposal, head, zone)
    dearer, cheaper = _apart(before, proposal.planned)
    yield from _musts(dearer)
    yield from _price(dearer, cheaper)
    yield from proposal.planned.gathered.warnings


def preview_undo(undone: Version, version: Version, *, before: Planned, after: Planned) -> Iterator[str]:
    """Yields what an undo changes: what moves, broken musts, a warning if it cannot last, and costs.

    Shape: `before` is the `undone` version as planned weeks, `after` the restored `version`.
    """
    yield from change_sentences(undone, version, after.request.athlete.zone) or ("No hour changes.",)
    dearer, cheaper = _apart(before, after)
    yield from _musts(dearer)
    pinned = {
        placement.session.id for plan in after.plans for placement in plan.placements if placement.pinned
    }
    if any(broken.is_hard and not pinned.issuperset(broken.sessions) for broken in dearer):
        yield "The next look at your calendars would move it again, unless you pin it."
    yield from _price(dearer, cheaper)


def change_sentences(before: Version | None, after: Version, zone: Zone) -> tuple[str, ...]:
    """Returns one sentence for each session that differs, and one for each week that only one version has."""
    return tuple(_sentences(version_changes(before, after), _weeks(before), _weeks(after), zone))


def _apart(before: Planned, after: Planned) -> tuple[list[Broken], list[Broken]]:
    """What the plan breaks in `after` and not in `before`, then the reverse.

    Shape: only weeks of `before` are compared, or all when it has none.
    """
    weeks = {plan.brief.week.key for plan in before.plans}
    old, new = (Counter(_told(planned, weeks)) for planned in (before, after))
    return _dearest_first(new - old), _dearest_first(old - new)


def _dearest_first(counted: Counter[Broken]) -> list[Broken]:
    return sorted(counted.elements(), key=lambda broken: -broken.cost)


def _musts(dearer: Iterable[Broken]) -> Iterator[str]:
    return (f"This breaks a must: {broken.sentence}" for broken in dearer if broken.is_hard)


def _price(dearer: Iterable[Broken], cheaper: Iterable[Broken]) -> Iterator[str]:
    """The total cost, then what is dearer and what is cheaper; the parts add up to the total."""
    more, less = ([each for each in side if not each.is_hard and each.cost] for side in (dearer, cheaper))
    total = sum(each.cost for each in more) - sum(each.cost for each in less)
    if len(more) + len(less) > 1:
        price = f"costs {total} points" if total > 0 else f"is better by {-total} points"
        yield f"In all this {price}." if total else "In all this costs nothing."
    yield from _parts("costs", more)
    yield from _parts("saves", less)


def _parts(does: str, wishes: Sequence[Broken]) -> Iterator[str]:
    told = [each for each in wishes if each.cost >= WORTH_REPORTING][:MAX_SENTENCES] or wishes[:1]
    yield from (f"This {does} {each.cost} points: {each.sentence}" for each in told)
    if rest := wishes[len(told) :]:
        smaller = counted(len(rest), "smaller thing")
        yield f"This {does} {sum(each.cost for each in rest)} points in {smaller}."


def _moves(proposal: Proposal, head: Version | None, zone: Zone) -> Iterator[str]:
    if (stands := proposal.version) is None:
        yield "The plan stays as it is."
        return
    # Both are needed: only planning gives the reason for a move, only the versions cover all weeks.
    known = {change.session.id: change for week in proposal.planned.changes.values() for change in week}
    apart = (_with_reason(change, known.get(change.session.id)) for change in version_changes(head, stands))
    told = tuple(_sentences(apart, _weeks(head), _weeks(stands), zone))
    yield from told or ("No hour changes.",)


def _with_reason(change: Change, planned: Change | None) -> Change:
    is_same = planned and planned.after and change.after and planned.after.start == change.after.start
    return planned if planned and is_same else change


def _sentences(
    changes: Iterable[Change], before: Collection[str], after: Collection[str], zone: Zone
) -> Iterator[str]:
    """One sentence for each change; of a week that only one version has, just the number of its sessions."""
    whole = Counter[str]()
    for change in changes:
        week, _ = split_session_key(change.session.id)
        if week in before and week in after:
            yield change.sentence(zone)
        else:
            whole[week] += 1
    for week, count in sorted(whole.items()):
        monday = day(week_of_key(week, zone).first_day)
        is_planned = "planned" if week in after else "planned no more"
        yield f"The week of {monday} is {is_planned}: {counted(count, 'session')}."


def _weeks(version: Version | None) -> frozenset[str]:
    return frozenset(
        split_session_key(placement.session.id)[0] for placement in (version.placements if version else ())
    )


def _told(planned: Planned, weeks: Collection[str]) -> Iterator[Broken]:
    """What the plan breaks in `weeks`, or in all its weeks when `weeks` is empty.

    The costs of moving sessions are left out: each move has a sentence of its own.
    """
    for plan in planned.plans:
        if not weeks or plan.brief.week.key in weeks:
            yield from (broken for broken in plan.broken if broken.rule != StayPut.card.id)
