"""Turns the answers about one session and its hours into JSON objects."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from service.domain.plan import Plan, Reason
from service.domain.span import MINUTE
from service.domain.training import Session
from service.planning.answer import Answer, Move
from service.planning.price import Price
from service.rules.finding import Finding, Tier
from service.usecases.answering.findings_at import TriedHour
from service.usecases.answering.next_hours import NextHour
from service.usecases.answering.session_of_plan import key
from service.usecases.answering.why import Why
from service.usecases.weeks.previous_plan import SCHEMA


def why_document(why: Why) -> dict[str, Any]:
    """Returns the object that `liftrun why` prints.

    Shape: of a dropped session `start` and `end` are null, and `blocked_by` names the rules in its way.
    """
    plan, placed, dropped = why.plan, why.placement, why.dropped
    return {
        "schema": SCHEMA,
        **_session(plan, why.session),
        "start": placed and _local(plan, placed.start),
        "end": placed and _local(plan, placed.end),
        "why": _reasons(why.reasons),
        "cost": sum(broken.cost for broken in why.broken),
        "broken": [
            {"rule": b.rule, "kind": "hard" if b.is_hard else "soft", "cost": b.cost, "sentence": b.sentence}
            for b in why.broken
        ],
        "blocked_by": _reasons(dropped.blocked_by if dropped else ()),
        "would_fit_if": list(dropped.would_fit_if if dropped else ()),
        "sentence": why.sentence,
    }


def why_not_document(answer: Answer) -> dict[str, Any]:
    """Returns the object that `liftrun why-not` prints.

    Shape: `price` is null when the week was not planned again. Its tiers are in the order in which the
    solver minimises them.
    """
    plan = answer.plan
    stands = next((p for p in plan.placements if p.session.id == answer.session.id), None)
    return {
        "schema": SCHEMA,
        **_session(plan, answer.session),
        "stands": stands and _local(plan, stands.start),
        "asked": _local(plan, answer.asked),
        "verdict": answer.verdict.value,
        "in_the_way": _reasons(answer.in_the_way),
        "price": answer.price and _price(answer.price),
        "moves": [_move(plan, move) for move in answer.moves],
        "drops": [_session(plan, session) for session in answer.drops],
        "proven_optimal": answer.proven,
        "sentence": answer.sentence,
    }


def tried_document(tried: TriedHour) -> dict[str, Any]:
    """Returns one session tried at another hour, all others unmoved.

    Shape: `stands` is null when the plan has no hour for the session.
    """
    plan = tried.plan
    stands = next((p for p in plan.placements if p.session.id == tried.session.id), None)
    return {
        "schema": SCHEMA,
        **_session(plan, tried.session),
        "stands": stands and _local(plan, stands.start),
        "asked": _local(plan, tried.start),
        "in_the_way": _reasons(tried.against),
        "points": tried.points,
        "price": _price(tried.price),
        "sentence": tried.sentence,
    }


def next_hours_document(hours: Iterable[NextHour]) -> dict[str, Any]:
    """Returns the hours a session could have instead, in the order given."""
    return {
        "schema": SCHEMA,
        "hours": [
            {
                **_session(hour.plan, hour.session),
                "start": _local(hour.plan, hour.start),
                "points": hour.points,
                "moves": [_move(hour.plan, move) for move in hour.moves],
                "sentence": hour.sentence,
            }
            for hour in hours
        ],
    }


def _session(plan: Plan, session: Session) -> dict[str, Any]:
    minutes = session.duration // MINUTE
    return {"session": key(plan, session), "kind": session.kind.value, "minutes": minutes}


def _price(price: Price) -> dict[str, Any]:
    tiers = {tier.name.lower(): price.points[tier] for tier in Tier}
    return {**tiers, "dearer": _findings(price.dearer), "cheaper": _findings(price.cheaper)}


def _findings(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [
        {"rule": f.rule, "tier": f.tier.name.lower(), "cost": f.cost, "sentence": f.sentence}
        for f in findings
    ]


def _move(plan: Plan, move: Move) -> dict[str, Any]:
    was = move.was and _local(plan, move.was)
    return {**_session(plan, move.session), "from": was, "to": _local(plan, move.becomes)}


def _reasons(reasons: Iterable[Reason]) -> list[dict[str, str]]:
    return [{"rule": reason.rule, "sentence": reason.sentence} for reason in reasons]


def _local(plan: Plan, instant: datetime) -> str:
    return plan.brief.week.local(instant).isoformat()
