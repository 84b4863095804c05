"""One week's brief and the rulebook, settled into a plan that its own rules have checked."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from time import perf_counter

from service.domain.plan import Brief, Broken, Dropped, Plan
from service.errors import HalvesDisagree
from service.planning.explain import blockers, reasons
from service.rules.finding import Finding, Tier
from service.rules.rule import Rule


def solve(brief: Brief, rules: Sequence[Rule]) -> Plan:
    """The best week the rules allow.

    Errors: HalvesDisagree when a rule's findings object to what its constraints let through.
    """
    from service.planning.cpsat import CpSatBoard  # half a second of imports, not for `liftrun --help`

    began = perf_counter()
    board = CpSatBoard(brief)
    for rule in rules:
        rule.constrain(board)
    solution = board.solve()
    if solution is None:
        raise HalvesDisagree(rule="the rulebook", sentence="not even an empty week is allowed")
    placements = tuple(sorted(solution.placements, key=lambda p: (p.start, p.session.id)))
    plan = Plan(brief, placements, proven_optimal=solution.proven)
    findings = [finding for rule in rules for finding in rule.findings(plan)]
    _check(findings, solution.costs if solution.proven else None)
    took = timedelta(seconds=perf_counter() - began)
    return _with_words(replace(plan, solve_time=took), rules, findings)


def _check(findings: Iterable[Finding], costs: dict[Tier, int] | None) -> None:
    priced = dict.fromkeys(Tier, 0)
    for finding in findings:
        if finding.is_hard:
            raise HalvesDisagree(rule=finding.rule, sentence=finding.sentence)
        priced[finding.tier] += finding.cost
    if costs is not None and priced != costs:
        raise HalvesDisagree(rule="the price of the week", sentence=f"{priced} found, {costs} solved")


def _with_words(plan: Plan, rules: Sequence[Rule], findings: Iterable[Finding]) -> Plan:
    placed = {placement.session.id for placement in plan.placements}
    missing = [session for session in plan.brief.sessions if session.id not in placed]
    charged = (f for f in findings if f.cost and f.tier is not Tier.PLACE)
    broken = [Broken(f.rule, f.cost, f.sentence, f.sessions) for f in charged]
    return replace(
        plan,
        dropped=tuple(Dropped(session, blockers(plan, session, rules)) for session in missing),
        broken=tuple(sorted(broken, key=lambda b: -b.cost)),
        why={p.session.id: reasons(plan, p, rules) for p in plan.placements},
    )
