"""The routes of the JSON API: the same answers as the commands' --json, and the athlete's actions."""

import json
from itertools import zip_longest
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse

from service.athletes.context import AthleteContext
from service.errors import NotThere
from service.web.access.visitor import ContextHere
from service.web.action import WORDS, Action, hour_in_week, perform, preview
from service.web.api import answer_shapes as shapes
from service.web.api.problem import REFUSALS, ProblemRoute
from service.web.plan_cache import head_of
from service.web.service import Service, ServiceHere

SHOWN, MOST_SHOWN = 20, 200
LONGEST = 200
"""The longest text for a session or an hour, in characters; nobody writes a longer one."""

HIGHEST = 2**31 - 1
"""The highest version number that the API accepts; no athlete has as many versions."""

router = APIRouter(
    prefix="/api/v1",
    route_class=ProblemRoute,
    responses=REFUSALS,
    default_response_class=JSONResponse,
)

Session = Annotated[str, Path(max_length=LONGEST, description="Such as lower, or 2026-W48-lower.")]
Hour = Annotated[str, Query(max_length=LONGEST, description='Such as "Thu 18:00", or ISO 8601.')]


class ActionRequest(BaseModel):
    """An action of the athlete; `dry_run` only previews its result."""

    model_config = ConfigDict(extra="forbid")

    word: str = Field(json_schema_extra={"enum": list(WORDS)})
    session: str = Field(default="", max_length=LONGEST)
    hour: str = Field(default="", max_length=LONGEST)
    dry_run: bool = False


def _answers(shape: type[BaseModel]) -> dict[int | str, dict[str, Any]]:
    return {200: {"model": shape, "description": shape.__doc__}}


@router.get("/plan", responses=_answers(shapes.PlanShape))
def plan(service: ServiceHere, context: ContextHere) -> JSONResponse:
    """The current plan as it was made, with its calendars as they were last read."""
    return JSONResponse(_plan(service, context))


@router.get("/why/{session}", responses=_answers(shapes.WhyShape))
def why(service: ServiceHere, context: ContextHere, session: Session) -> JSONResponse:
    """Why a session has its hour, or why no hour was found for it."""
    from service.usecases.answering.why import why
    from service.usecases.json_documents.answer_document import why_document

    return JSONResponse(why_document(why(service.current_plan(context), session)))


@router.get("/why-not/{session}", responses=_answers(shapes.WhyNotShape))
def why_not(service: ServiceHere, context: ContextHere, session: Session, hour: Hour) -> JSONResponse:
    """What prevents an hour for a session, or what that hour costs after the week is planned again."""
    from service.usecases.answering.why_not import why_not
    from service.usecases.json_documents.answer_document import why_not_document

    return JSONResponse(why_not_document(why_not(service.current_plan(context), session, hour_in_week(hour))))


@router.get("/findings", responses=_answers(shapes.TriedShape))
def findings(
    service: ServiceHere,
    context: ContextHere,
    session: Annotated[str, Query(max_length=LONGEST)],
    hour: Hour,
) -> JSONResponse:
    """What the rules say when one session moves to an hour and all others stay; nothing is planned again.

    The answer is fast enough to be shown while a session is dragged.
    """
    from service.usecases.answering.findings_at import findings_at
    from service.usecases.answering.session_of_plan import session_of_plan
    from service.usecases.json_documents.answer_document import tried_document

    planned = service.current_plan(context)
    of_week, _ = session_of_plan(planned, session)
    return JSONResponse(tried_document(findings_at(planned, session, hour_in_week(hour)(of_week.brief.week))))


@router.get("/next-hours/{session}", responses=_answers(shapes.NextHoursShape))
def next_hours(
    service: ServiceHere, context: ContextHere, session: Session, limit: Annotated[int, Query(ge=1, le=7)] = 4
) -> JSONResponse:
    """The best hours for a session on the later days of its week, the cheapest first."""
    from service.usecases.answering.next_hours import next_hours
    from service.usecases.json_documents.answer_document import next_hours_document

    planned = service.current_plan(context)
    found = next_hours(planned, session, after=service.clock.now(), limit=limit)
    return JSONResponse(next_hours_document(found))


@router.get("/sources", responses=_answers(shapes.CalendarsShape))
def sources(context: ContextHere) -> JSONResponse:
    """Each calendar that is read, and when it was last read."""
    from service.usecases.json_documents.source_document import report_sources
    from service.usecases.weeks.previous_plan import SCHEMA

    names = [(each.name, each.kind) for each in context.sources()]
    return JSONResponse({"schema": SCHEMA, "sources": report_sources(context.archive.readings, names)})


@router.get("/history", responses=_answers(shapes.HistoryShape))
def history(context: ContextHere, limit: Annotated[int, Query(ge=1, le=MOST_SHOWN)] = SHOWN) -> JSONResponse:
    """The newest versions of the plan."""
    from service.usecases.json_documents.version_document import version_document
    from service.usecases.weeks.previous_plan import SCHEMA

    # One more than is shown: it has the names of the sessions that the oldest shown version changed.
    found = context.archive.plans.versions(limit=limit + 1)
    told = [
        version_document(version, context.config.athlete.zone, before=before)
        for version, before in zip_longest(found, found[1:])
    ][:limit]
    return JSONResponse({"schema": SCHEMA, "versions": told})


@router.get("/history/{number}", responses=_answers(shapes.VersionChangesShape))
def version(context: ContextHere, number: Annotated[int, Path(ge=1, le=HIGHEST)]) -> JSONResponse:
    """One version of the plan, and what it changed."""
    from service.usecases.history.describe_version import changes
    from service.usecases.json_documents.version_document import version_document
    from service.usecases.weeks.previous_plan import SCHEMA

    plans, zone = context.archive.plans, context.config.athlete.zone
    found = plans.version(number)
    if found is None:
        raise NotThere(reason=f"there is no version {number}", hint="GET /api/v1/history lists them.")
    before = plans.version(number - 1)
    told = [*changes(found, before, zone)]
    return JSONResponse({"schema": SCHEMA, **version_document(found, zone, before=before), "changes": told})


@router.post("/actions", responses=_answers(shapes.OutcomeShape))
def act(service: ServiceHere, context: ContextHere, asked: ActionRequest) -> JSONResponse:
    """Decides about a session, syncs or undoes; the plan and all calendars are updated.

    With `dry_run` nothing is written and no calendar is read.
    """
    from service.usecases.json_documents.plan_document import plan_document
    from service.usecases.weeks.previous_plan import SCHEMA

    action = Action(asked.word, asked.session, asked.hour)
    if asked.hour:
        hour_in_week(asked.hour)
    outcome = (preview if asked.dry_run else perform)(service, context, action)
    return JSONResponse(
        {
            "schema": SCHEMA,
            "is_done": outcome.is_done,
            "version": outcome.version,
            "sentences": list(outcome.sentences),
            "plan": plan_document(outcome.planned),
        }
    )


def _plan(service: Service, context: AthleteContext) -> dict[str, Any]:
    from service.usecases.json_documents.plan_document import plan_document
    from service.usecases.json_documents.source_document import with_sources_now

    head = head_of(context)
    # The stored document of a restored version is older than the undo, so it lists sessions as to come
    # that are over by now.
    if not head.document or head.restores:
        return plan_document(service.current_plan(context))
    return with_sources_now(json.loads(head.document), context.archive.readings)
