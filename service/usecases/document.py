"""The plan as the one JSON object that every face of Liftrun gives out."""

from datetime import UTC, datetime, tzinfo
from typing import Any

from service.domain.entry import session_key, uid
from service.domain.plan import Dropped, Placement, Plan, Reason
from service.domain.span import MINUTE
from service.usecases.gather import SourceReport
from service.usecases.plan import Planned

SCHEMA = 1


def plan_document(planned: Planned) -> dict[str, Any]:
    """The object the plan command prints.

    Units: UTC for when something was done, the athlete's offset for when it is to be done.
    """
    athlete, horizon, zone = planned.wanted.athlete, planned.wanted.horizon, planned.wanted.athlete.zone
    plans = planned.plans
    return {
        "schema": SCHEMA,
        "athlete": athlete.id,
        "timezone": zone.key,
        "made_at": utc(planned.made_at),
        "horizon": {"start": _local(horizon.start, zone), "end": _local(horizon.end, zone)},
        "sources": [source_document(source) for source in planned.gathered.sources],
        "placements": [_placement(plan, placement) for plan in plans for placement in plan.placements],
        "dropped": [_dropped(plan, dropped) for plan in plans for dropped in plan.dropped],
        "broken": [
            {"rule": broken.rule, "kind": "soft", "cost": broken.cost, "sentence": broken.sentence}
            for plan in plans
            for broken in plan.broken
        ],
        "proven_optimal": all(plan.proven_optimal for plan in plans),
        "solve_ms": round(sum(plan.solve_time.total_seconds() for plan in plans) * 1000),
    }


def source_document(source: SourceReport) -> dict[str, Any]:
    """What one calendar contributed, and when it was asked."""
    return {
        "name": source.name,
        "kind": source.kind,
        "read_at": utc(source.read_at),
        "busy_spans": source.busy_spans,
        "warnings": list(source.warnings),
    }


def utc(instant: datetime) -> str:
    """ISO 8601 in UTC, with Z."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _placement(plan: Plan, placement: Placement) -> dict[str, Any]:
    week, session = plan.brief.week, placement.session
    partner = placement.joined_with
    return {
        "id": session_key(week=week.key, session=session.id),
        "uid": uid(athlete=plan.brief.athlete.id, week=week.key, session=session.id),
        "kind": session.kind.value,
        "discipline": session.discipline.value,
        "effort": str(session.effort),
        "start": _local(placement.start, week.zone),
        "end": _local(placement.end, week.zone),
        "minutes": session.duration // MINUTE,
        "joined_with": partner and session_key(week=week.key, session=partner),
        "pinned": placement.pinned,
        "why": [_reason(reason) for reason in plan.why.get(session.id, ())],
    }


def _dropped(plan: Plan, dropped: Dropped) -> dict[str, Any]:
    return {
        "id": session_key(week=plan.brief.week.key, session=dropped.session.id),
        "kind": dropped.session.kind.value,
        "minutes": dropped.session.duration // MINUTE,
        "blocked_by": [_reason(reason) for reason in dropped.blocked_by],
        "would_fit_if": list(dropped.would_fit_if),
    }


def _reason(reason: Reason) -> dict[str, str]:
    return {"rule": reason.rule, "sentence": reason.sentence}


def _local(instant: datetime, zone: tzinfo) -> str:
    return instant.astimezone(zone).isoformat()
