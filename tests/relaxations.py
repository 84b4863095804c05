"""Applies the relaxation that a plan suggests, by its words, to a week."""

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import time, timedelta
from typing import Any

from service.config import notation
from service.domain.plan import Brief, Plan
from service.domain.span import Span, subtract
from service.domain.training import Session
from service.domain.week import Weekday
from service.domain.wording import name, when
from service.rules.rule import Rule


def given_up(
    way: str, plan: Plan, session: Session, rules: Sequence[Rule]
) -> tuple[Brief, tuple[Rule, ...], set[str]]:
    """The brief and the rules with that given up, and the sessions that are not asked for any more."""
    brief, unchanged = plan.brief, tuple(rules)
    if found := re.fullmatch(r"free (.+) on (\w+) from (\d\d:\d\d)", way):
        return _freed(brief, *found.groups()), unchanged, set()
    if found := re.fullmatch(r"shorten it to (.+)", way):
        shorter = replace(session, duration=notation.length(found[1]))
        sessions = tuple(shorter if each == session else each for each in brief.sessions)
        return replace(brief, sessions=sessions), unchanged, set()
    if found := re.fullmatch(r"drop (.+) \((\w+ \d\d:\d\d)\) instead", way):
        dropped = _called(plan, *found.groups())
        sessions = tuple(each for each in brief.sessions if each.id != dropped)
        return replace(brief, sessions=sessions), unchanged, {dropped}
    found = re.fullmatch(r"(\S+) at (.+) instead of (.+)", way)
    assert found, way
    return brief, tuple(_renumbered(rule, *found.groups()) for rule in rules), set()


def _freed(brief: Brief, length: str, day: str, clock: str) -> Brief:
    date = next(date for date in brief.week.days if date.weekday() == Weekday[day.upper()])
    start = brief.week.at(date, time.fromisoformat(clock))
    freed = [Span.lasting(start, notation.length(length))]
    pieces = ((busy, piece) for busy in brief.busy for piece in subtract([busy.span], freed))
    return replace(brief, busy=tuple(replace(busy, span=piece) for busy, piece in pieces))


def _called(plan: Plan, title: str, hour: str) -> str:
    zone = plan.brief.week.zone
    standing = [p.session for p in plan.placements if when(p.start, zone) == hour]
    return next(session.id for session in standing if name(session) == title)


def _renumbered(rule: Rule, named: str, changed: str, usual: str) -> Rule:
    if rule.card.id != named:
        return rule
    numbers = {number.name: getattr(rule, number.name) for number in fields(rule)}  # type: ignore[arg-type]
    meant = [number for number, value in numbers.items() if value == _number(value, usual)]
    changes = {number: _number(numbers[number], changed) for number in meant}
    return replace(rule, **changes)  # type: ignore[type-var]  # every rule is a dataclass


def _number(like: Any, said: str) -> Any:
    if isinstance(like, timedelta):
        return notation.length(said) if said.endswith(("h", "min")) else None
    return int(said) if said.isdigit() else None
