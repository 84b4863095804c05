"""Turns planned weeks into the JSON object that the command line, the API and the versions share."""

from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from typing import Any

from service.domain.change import Change
from service.domain.entry import session_key, uid
from service.domain.plan import Broken, Dropped, Placement, Plan, Reason
from service.domain.span import MINUTE
from service.rules import RULEBOOK
from service.rules.card import Force
from service.rules.setting import settings
from service.usecases.reading.gather import SourceReport
from service.usecases.weeks.plan_weeks import Planned
from service.usecases.weeks.previous_plan import SCHEMA


def plan_document(planned: Planned) -> dict[str, Any]:
    """Returns the object that `liftrun plan` prints.

    Units: UTC for the instants at which the service did something; the athlete's offset for sessions and
    the horizon.
    """
    athlete, horizon, zone = planned.request.athlete, planned.request.horizon, planned.request.athlete.zone
    plans = planned.plans
    return {
        "schema": SCHEMA,
        "athlete": athlete.id,
        "timezone": zone.key,
        "made_at": utc(planned.made_at),
        "horizon": {"start": _local(horizon.start, zone), "end": _local(horizon.end, zone)},
        "sources": [source_document(source) for source in planned.gathered.sources],
        "placements": [_placement(plan, placement) for plan in plans for placement in plan.placements],
        "done": [done for plan in plans for done in _done(plan)],
        "dropped": [_dropped(plan, dropped) for plan in plans for dropped in plan.dropped],
        "broken": [_broken(broken) for plan in plans for broken in plan.broken],
        "changes": [_change(change, zone) for week in planned.changes.values() for change in week],
        "notes": [note for week in planned.notes.values() for note in week],
        "settings": [
            {"rule": setting.rule, "sentence": setting.sentence}
            for setting in settings(planned.request.rules, RULEBOOK)
        ],
        "proven_optimal": all(plan.proven_optimal for plan in plans),
        "bound": sum(plan.bound for plan in plans),
        "solve_ms": round(sum(plan.solve_time.total_seconds() for plan in plans) * 1000),
    }


def source_document(source: SourceReport) -> dict[str, Any]:
    """Returns how much busy time one calendar contributed, when it was read, and its warnings."""
    return {
        "name": source.name,
        "kind": source.kind,
        "read_at": utc(source.read_at),
        "busy_spans": source.busy_spans,
        "warnings": list(source.warnings),
    }


def utc(instant: datetime) -> str:
    """Formats an instant as ISO 8601 in UTC, with Z."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _placement(plan: Plan, placement: Placement) -> dict[str, Any]:
    partner = placement.joined_with
    return {
        **_hours(plan, placement, placement.session.id),
        "joined_with": partner and session_key(week=plan.brief.week.key, session=partner),
        "pinned": placement.pinned,
        "why": [_reason(reason) for reason in plan.why.get(placement.session.id, ())],
    }


def _done(plan: Plan) -> Iterator[dict[str, Any]]:
    """The week's own sessions that have begun; a later run may know them only from this document."""
    prefix = session_key(week=plan.brief.week.key, session="")
    for placement in plan.brief.carried:
        if placement.session.id.startswith(prefix):
            yield _hours(plan, placement, placement.session.id.removeprefix(prefix))


def _hours(plan: Plan, placement: Placement, name: str) -> dict[str, Any]:
    week, session = plan.brief.week, placement.session
    return {
        "id": session_key(week=week.key, session=name),
        "uid": uid(athlete=plan.brief.athlete.id, week=week.key, session=name),
        "kind": session.kind.value,
        "discipline": session.discipline.value,
        "effort": str(session.effort),
        "start": _local(placement.start, week.zone),
        "end": _local(placement.end, week.zone),
        "minutes": session.duration // MINUTE,
    }


def _broken(broken: Broken) -> dict[str, Any]:
    force = Force.HARD if broken.is_hard else Force.SOFT
    return {"rule": broken.rule, "kind": force.value, "cost": broken.cost, "sentence": broken.sentence}


def _change(change: Change, zone: tzinfo) -> dict[str, Any]:
    return {
        "id": change.session.id,
        "kind": change.kind.value,
        "from": change.before and _local(change.before.start, zone),
        "to": change.after and _local(change.after.start, zone),
        "sentence": change.sentence(zone),
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
