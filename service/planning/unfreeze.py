"""Lets a frozen placement move when its hour has become impossible."""

from collections.abc import Sequence
from dataclasses import replace

from service.domain.plan import Brief, Plan
from service.rules.freeze import Freeze
from service.rules.rule import Rule


def unfrozen(brief: Brief, rules: Sequence[Rule]) -> Brief:
    """The brief in which frozen sessions may move that break a constraint, with each other or with pins."""
    frozen = {name for rule in rules if isinstance(rule, Freeze) for name in rule.frozen(brief)}
    if not frozen:
        return brief
    stands = (*brief.pinned, *(p for p in brief.stood if p.session.id in frozen))
    plan = Plan(brief, tuple(sorted(stands, key=lambda p: (p.start, p.session.id))))
    found = (finding for rule in rules if rule.binds for finding in rule.findings(plan) if finding.is_hard)
    return replace(brief, unfrozen=frozenset(name for finding in found for name in finding.sessions) & frozen)
