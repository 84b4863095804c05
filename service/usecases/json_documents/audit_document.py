"""Turns an audit of a calendar into a JSON object."""

from datetime import datetime, tzinfo
from typing import Any

from service.domain.span import MINUTE
from service.rules.card import Source
from service.rules.finding import Finding
from service.rules.rule import Rule
from service.usecases.auditing.audit import Audit, AuditedWeek
from service.usecases.auditing.recognised_sessions import RecognisedSession
from service.usecases.json_documents.plan_document import utc

SCHEMA = 1


def audit_document(audit: Audit) -> dict[str, Any]:
    """Returns every session with the text that identified it, and every finding with its sources.

    Shape: findings too small for the printed report are included.
    Units: a session without an hour has a date as its start, and null as its end.
    """
    athlete = audit.question.athlete
    cards = {rule.card.id: rule for rule in audit.question.rules}
    return {
        "schema": SCHEMA,
        "athlete": athlete.id,
        "goal": athlete.goal.value,
        "level": athlete.level.value,
        "timezone": athlete.zone.key,
        "calendar": {"name": audit.page.name, "kind": audit.page.kind, "read_at": utc(audit.page.read_at)},
        "horizon": {
            "start": _local(audit.horizon.start, athlete.zone),
            "end": _local(audit.horizon.end, athlete.zone),
        },
        "events": audit.looked_at,
        "sessions": [_session(one, athlete.zone) for one in audit.seen],
        "findings": [
            _finding(finding, week, cards[finding.rule]) for week in audit.weeks for finding in week.findings
        ],
        "warnings": list(audit.warnings),
    }


def _session(seen: RecognisedSession, zone: tzinfo) -> dict[str, Any]:
    placement, recognised = seen.placement, seen.recognised
    start, end = _local(placement.start, zone), _local(placement.end, zone)
    return {
        "id": placement.session.id,
        "title": recognised.appointment.title,
        "categories": list(recognised.appointment.categories),
        "kind": recognised.kind.value,
        "discipline": recognised.kind.discipline.value,
        "effort": str(recognised.effort),
        "start": start if seen.has_hour else start.partition("T")[0],
        "end": end if seen.has_hour else None,
        "minutes": recognised.duration // MINUTE,
        "joined_with": placement.joined_with if seen.has_hour else None,
        "sport": recognised.sport.name if recognised.sport else None,
        "race": recognised.is_race,
        "loads_legs": recognised.loads_legs,
        "sure": recognised.is_sure,
        "told_by": recognised.told.value,
        "word": recognised.word,
    }


def _finding(finding: Finding, week: AuditedWeek, rule: Rule) -> dict[str, Any]:
    return {
        "week": week.week.key,
        "rule": finding.rule,
        "kind": "hard" if finding.is_hard else "soft",
        "cost": finding.cost,
        "sentence": finding.sentence,
        "sessions": list(finding.sessions),
        "sources": [_source(source) for source in rule.card.sources],
    }


def _source(source: Source) -> dict[str, str]:
    return {"basis": source.basis.value, "citation": source.citation, "address": source.address}


def _local(instant: datetime, zone: tzinfo) -> str:
    return instant.astimezone(zone).isoformat()
