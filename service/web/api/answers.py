"""The JSON API: the same answers as the commands' --json, and the athlete's actions."""

import json
from itertools import zip_longest
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse

from service.desk import Desk
from service.errors import NotThere
from service.web.access.visitor import DeskHere
from service.web.act import WORDS, Deed, meant, perform, preview
from service.web.api import answer_shapes as shapes
from service.web.api.problem import REFUSALS, Telling
from service.web.service import Service, ServiceHere
from service.web.standing_plan import head_of, standing_plan

SHOWN, MOST_SHOWN = 20, 200
LONGEST = 200
"""Characters: nobody calls a session or an hour by more."""

HIGHEST = 2**31 - 1
"""Nobody plans more often."""

router = APIRouter(
    prefix="/api/v1",
    route_class=Telling,
    responses=REFUSALS,
    default_response_class=JSONResponse,
)

Session = Annotated[str, Path(max_length=LONGEST, description="Such as lower, or 2026-W48-lower.")]
Hour = Annotated[str, Query(max_length=LONGEST, description='Such as "Thu 18:00", or ISO 8601.')]


class ActionRequest(BaseModel):
    """What the athlete does; `dry_run` only says what would come of it."""

    model_config = ConfigDict(extra="forbid")

    word: str = Field(json_schema_extra={"enum": list(WORDS)})
    session: str = Field(default="", max_length=LONGEST)
    hour: str = Field(default="", max_length=LONGEST)
    dry_run: bool = False


def _answers(shape: type[BaseModel]) -> dict[int | str, dict[str, Any]]:
    return {200: {"model": shape, "description": shape.__doc__}}


@router.get("/plan", responses=_answers(shapes.PlanShape))
def plan(service: ServiceHere, desk: DeskHere) -> JSONResponse:
    """The plan that stands, as it was made; its sources as they were read last."""
    return JSONResponse(_plan(service, desk))


@router.get("/why/{session}", responses=_answers(shapes.WhyShape))
def why(service: ServiceHere, desk: DeskHere, session: Session) -> JSONResponse:
    """Why a session stands where it stands, or found no room."""
    from service.usecases.answer_document import why_document
    from service.usecases.why import why

    return JSONResponse(why_document(why(standing_plan(service, desk), session)))


@router.get("/why-not/{session}", responses=_answers(shapes.WhyNotShape))
def why_not(service: ServiceHere, desk: DeskHere, session: Session, hour: Hour) -> JSONResponse:
    """What keeps a session from an hour, or what it would cost to have it there, the week planned again."""
    from service.usecases.answer_document import why_not_document
    from service.usecases.why_not import why_not

    return JSONResponse(why_not_document(why_not(standing_plan(service, desk), session, meant(hour))))


@router.get("/findings", responses=_answers(shapes.TriedShape))
def findings(
    service: ServiceHere,
    desk: DeskHere,
    session: Annotated[str, Query(max_length=LONGEST)],
    hour: Hour,
) -> JSONResponse:
    """What the rules make of a session at an hour, the rest standing: at once, while it is dragged there."""
    from service.usecases.answer_document import tried_document
    from service.usecases.asked_session import asked_session
    from service.usecases.findings_at import findings_at

    planned = standing_plan(service, desk)
    of_week, _ = asked_session(planned, session)
    return JSONResponse(tried_document(findings_at(planned, session, meant(hour)(of_week.brief.week))))


@router.get("/next-hours/{session}", responses=_answers(shapes.NextHoursShape))
def next_hours(
    service: ServiceHere, desk: DeskHere, session: Session, limit: Annotated[int, Query(ge=1, le=7)] = 4
) -> JSONResponse:
    """The best hours for a session that is not to be done today, the cheapest first."""
    from service.usecases.answer_document import next_hours_document
    from service.usecases.next_hours import next_hours

    planned = standing_plan(service, desk)
    found = next_hours(planned, session, after=service.clock.now(), limit=limit)
    return JSONResponse(next_hours_document(found))


@router.get("/sources", responses=_answers(shapes.CalendarsShape))
def sources(desk: DeskHere) -> JSONResponse:
    """Each calendar that is read, and when it last was."""
    from service.usecases.earlier import SCHEMA
    from service.usecases.report_sources import report_sources

    names = [(each.name, each.kind) for each in desk.sources()]
    return JSONResponse({"schema": SCHEMA, "sources": report_sources(desk.archive.readings, names)})


@router.get("/history", responses=_answers(shapes.HistoryShape))
def history(desk: DeskHere, limit: Annotated[int, Query(ge=1, le=MOST_SHOWN)] = SHOWN) -> JSONResponse:
    """The newest versions of the plan."""
    from service.usecases.earlier import SCHEMA
    from service.usecases.tell_version import version_document

    # One more than is told: it knows the names of what the last one changed.
    found = desk.archive.plans.versions(limit=limit + 1)
    told = [
        version_document(version, desk.config.athlete.zone, before=before)
        for version, before in zip_longest(found, found[1:])
    ][:limit]
    return JSONResponse({"schema": SCHEMA, "versions": told})


@router.get("/history/{number}", responses=_answers(shapes.VersionChangesShape))
def version(desk: DeskHere, number: Annotated[int, Path(ge=1, le=HIGHEST)]) -> JSONResponse:
    """One version of the plan, and what it changed."""
    from service.usecases.earlier import SCHEMA
    from service.usecases.tell_version import changes, version_document

    plans, zone = desk.archive.plans, desk.config.athlete.zone
    found = plans.version(number)
    if found is None:
        raise NotThere(reason=f"there is no version {number}", hint="GET /api/v1/history lists them.")
    before = plans.version(number - 1)
    told = [*changes(found, before, zone)]
    return JSONResponse({"schema": SCHEMA, **version_document(found, zone, before=before), "changes": told})


@router.post("/actions", responses=_answers(shapes.OutcomeShape))
def act(service: ServiceHere, desk: DeskHere, action: ActionRequest) -> JSONResponse:
    """Say something of a session, sync or undo; the plan and all calendars follow.

    With `dry_run` nothing is written and no calendar is asked.
    """
    from service.usecases.document import plan_document
    from service.usecases.earlier import SCHEMA

    deed = Deed(action.word, action.session, action.hour)
    if action.hour:
        meant(action.hour)
    outcome = (preview if action.dry_run else perform)(service, desk, deed)
    return JSONResponse(
        {
            "schema": SCHEMA,
            "is_done": outcome.is_done,
            "version": outcome.version,
            "sentences": list(outcome.sentences),
            "plan": plan_document(outcome.planned),
        }
    )


def _plan(service: Service, desk: Desk) -> dict[str, Any]:
    from service.usecases.document import plan_document
    from service.usecases.report_sources import with_sources_now

    head = head_of(desk)
    # What an undo brought back was made at another time, when more was still to come.
    if not head.document or head.restores:
        return plan_document(standing_plan(service, desk))
    return with_sources_now(json.loads(head.document), desk.archive.readings)
