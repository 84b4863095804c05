"""Why a session stands where it stands, and why another found no room."""

from collections import Counter
from collections.abc import Iterator, Sequence

from service.domain.availability import room_for
from service.domain.plan import Placement, Plan, Reason
from service.domain.span import MINUTE, Span
from service.domain.training import Session
from service.domain.wording import hours, name
from service.planning.starts import candidate_starts
from service.rules.finding import Finding
from service.rules.rule import Rule


def reasons(plan: Plan, placement: Placement, rules: Sequence[Rule]) -> tuple[Reason, ...]:
    """What the rules have to say for this hour; what two of them say alike is said once."""
    said: dict[str, str] = {}
    for rule in rules:
        for sentence in rule.reasons(plan, placement):
            said[sentence] = rule.card.id  # the rules go from what holds for all to what is special
    return tuple(Reason(rule, sentence) for sentence, rule in said.items())


def blockers(plan: Plan, session: Session, rules: Sequence[Rule]) -> tuple[Reason, ...]:
    """A few rules that together rule out every hour the session could take, the rest of the week standing.

    Shape: each comes with what it says of the first hour it is needed for.
    """
    hours_with_room = list(_objections(plan, session, rules))
    if not hours_with_room:
        return (_no_room(plan, session),)
    # An hour nobody objects to was missed by a search that was given up; it blocks nothing.
    open_cases = [case for case in hours_with_room if case]
    blocking: list[Reason] = []
    while open_cases:
        counts = Counter(rule for case in open_cases for rule in case)
        rule = max(counts, key=lambda rule: (counts[rule], rule))
        sentence = next(case[rule].sentence for case in open_cases if rule in case)
        blocking.append(Reason(rule, sentence))
        open_cases = [case for case in open_cases if rule not in case]
    return tuple(blocking)


def _objections(plan: Plan, session: Session, rules: Sequence[Rule]) -> Iterator[dict[str, Finding]]:
    """For each hour with room, the hard findings that placing the session there would bring."""
    epoch = plan.brief.week.span.start
    for minute in candidate_starts(room_for(session, plan.brief.still_free), session.duration, epoch):
        trial = Placement(session, Span.lasting(epoch + minute * MINUTE, session.duration))
        found = (f for rule in rules for f in rule.findings(plan.with_placement(trial)) if f.is_hard)
        case: dict[str, Finding] = {}
        for finding in found:
            case.setdefault(finding.rule, finding)
        yield case


def _no_room(plan: Plan, session: Session) -> Reason:
    if room_for(session, plan.brief.free):
        return Reason("only-free-time", f"What was free this week for {name(session)} has gone by.")
    needed = session.before + session.duration + session.after
    return Reason("only-free-time", f"No free stretch holds the {hours(needed)} that {name(session)} needs.")
