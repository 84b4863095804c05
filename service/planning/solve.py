"""Plans one week from a brief and the rules, and checks the plan with the same rules."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from time import perf_counter

from service.domain.plan import Brief, Broken, Dropped, Plan, Reason
from service.domain.training import Session
from service.errors import RuleHalvesDisagree
from service.planning.bound import bound_of, percent_of, points_of
from service.planning.budget import Budget
from service.planning.explain import blockers, reasons
from service.planning.model import WeekModel
from service.planning.usual_day import off_its_day
from service.rules.finding import Finding, Tier
from service.rules.rule import Rule


def solve(brief: Brief, rules: Sequence[Rule], budget: Budget | None = None) -> Plan:
    """The best plan that the rules allow, with the reasons for each placement and each dropped session.

    Shape: of a week that takes more than the budget it is the best that was found; its `bound` says what
    may be missing.

    Errors: RuleHalvesDisagree when a rule's findings object to what its constraints allowed.
    """
    return explained(settle(brief, rules, budget), rules)


def checked_as_is(plan: Plan, rules: Sequence[Rule]) -> Plan:
    """The plan with its hours as they are, and with everything the rules find in it now.

    Shape: nothing is planned; a session without a placement counts as dropped.
    """
    findings = [finding for rule in rules for finding in rule.findings(plan)]
    placed = {placement.session.id for placement in plan.placements}
    dropped = (Dropped(session) for session in plan.brief.sessions if session.id not in placed)
    bound = min(plan.bound, bound_of(findings, {}))
    checked = replace(plan, dropped=tuple(dropped), broken=tuple(_broken(findings)), bound=bound)
    return explained(replace(checked, bound_percent=percent_of(bound, findings)), rules)


def explained(plan: Plan, rules: Sequence[Rule]) -> Plan:
    """The plan with the reasons for each placement and each dropped session."""
    blocked = dict[Session, tuple[Reason, ...]]()
    for session in (dropped.session for dropped in plan.dropped):
        # Of ten easy runs without an hour each lacks the same.
        if _nameless(session) not in blocked:
            blocked[_nameless(session)] = blockers(plan, session, rules)
    return replace(
        plan,
        dropped=tuple(replace(d, blocked_by=blocked[_nameless(d.session)]) for d in plan.dropped),
        why={
            placement.session.id: (
                *reasons(plan, placement, rules),
                *off_its_day(plan, placement, rules),
            )
            for placement in plan.placements
        },
    )


def settle(brief: Brief, rules: Sequence[Rule], budget: Budget | None = None) -> Plan:
    """The best plan without its reasons, for callers that only compare plans.

    Errors: RuleHalvesDisagree, also when the rules do not allow even an empty week.
    """
    from service.planning.cpsat.optimum import optimum  # imports for half a second

    began = perf_counter()
    model = WeekModel(brief)
    for rule in rules:
        rule.constrain(model)
    solution = optimum(model, budget=budget)
    if solution is None:
        raise RuleHalvesDisagree(rule="the rulebook", sentence="not even an empty week is allowed")
    placements = tuple(sorted(solution.placements, key=lambda p: (p.start, p.session.id)))
    plan = Plan(brief, placements, proven_optimal=solution.proven)
    findings = [finding for rule in rules for finding in rule.findings(plan)]
    binding = {rule.card.id for rule in rules if rule.binds}
    _check(plan, rules, [finding for finding in findings if finding.is_hard and finding.rule in binding])
    if solution.proven and not brief.pinned:  # the solver does not count what pins cost among themselves
        _check_price(findings, solution.costs)
    placed = {placement.session.id for placement in placements}
    bound = 0 if solution.proven else bound_of(findings, solution.least)
    return replace(
        plan,
        dropped=tuple(Dropped(session) for session in brief.sessions if session.id not in placed),
        broken=tuple(_broken(findings)),
        proven_optimal=bound == 0,
        bound=bound,
        bound_percent=percent_of(bound, findings),
        solve_time=timedelta(seconds=perf_counter() - began),
    )


def _nameless(session: Session) -> Session:
    return replace(session, id="", notes="")


def _check(plan: Plan, rules: Sequence[Rule], findings: Iterable[Finding]) -> None:
    """Accepts only hard findings that pinned placements cause, among themselves or with what surrounds them.

    Errors: RuleHalvesDisagree for any other.
    """
    pinned = tuple(p for p in plan.placements if p.pinned)
    theirs = [
        finding
        for rule in (rules if pinned else ())
        for finding in rule.findings(replace(plan, placements=pinned))
    ]
    said = {(finding.rule, finding.sentence) for finding in theirs}
    said_of = {(finding.rule, frozenset(finding.sessions)) for finding in theirs}
    for finding in findings:
        is_theirs = (finding.rule, finding.sentence) in said
        if not (is_theirs or (finding.rule, frozenset(finding.sessions)) in said_of):
            raise RuleHalvesDisagree(rule=finding.rule, sentence=finding.sentence)


def _check_price(findings: Iterable[Finding], costs: dict[Tier, int]) -> None:
    priced = points_of(findings)
    if priced != costs:
        raise RuleHalvesDisagree(rule="the price of the week", sentence=f"{priced} found, {costs} solved")


def _broken(findings: Iterable[Finding]) -> list[Broken]:
    told = (f for f in findings if f.is_hard or (f.cost and f.tier is not Tier.PLACE))
    broken = [Broken(f.rule, f.cost, f.sentence, f.sessions, is_hard=f.is_hard) for f in told]
    return sorted(broken, key=lambda each: (not each.is_hard, -each.cost))
