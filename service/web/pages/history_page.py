"""The page of the plan's versions: what each one changed, and the undo."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import Response

from service.web.access.visitor import ContextHere
from service.web.pages.action_page import NOTED, RequestedAction, answer
from service.web.pages.dates import dates_of
from service.web.pages.version_view import told, version_view
from service.web.render import page
from service.web.service import ServiceHere

SHOWN = 20

router = APIRouter(include_in_schema=False)

After = Annotated[int | None, Query(ge=1, le=2**31)]
Entered = Annotated[str, Form()]


@router.get("/history")
def history(
    request: Request, context: ContextHere, service: ServiceHere, after: After = None, noted: str = ""
) -> Response:
    """Shows the newest versions, each compared with the one before it."""
    zone, clock = context.config.athlete.zone, context.config.page.clock
    versions = context.archive.plans.versions(limit=SHOWN + 1)
    before = (*versions[1:], None)
    # Not strict: without any version `before` still has one item.
    every = [told(one, other, zone) for one, other in zip(versions, before, strict=False)]
    return page(
        request,
        "history.html",
        dates=dates_of(request, zone, clock),
        versions=every[:SHOWN],
        may_undo=len(versions) > 1,
        now=service.clock.now(),
        after=version_view(context.archive.plans, after, zone),
        noted=NOTED.get(noted, ""),
    )


@router.post("/history/undo")
def undo(
    request: Request, context: ContextHere, service: ServiceHere, meant: Entered = "", force: Entered = ""
) -> Response:
    """Previews an undo and, once it is confirmed, performs it."""
    asked = RequestedAction("undo", "/history", is_confirmed=bool(meant), force=bool(force))
    return answer(request, context, service, asked)
