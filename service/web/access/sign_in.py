"""The page behind a sign-in link, and the routes to sign in and out."""

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from service.usecases.credentials import sign_in
from service.web.access import cookie
from service.web.access.visitor import browser, link_with
from service.web.render import page
from service.web.service import ServiceHere

router = APIRouter(include_in_schema=False)


@router.get("/sign-in/{secret}")
def show(request: Request, secret: str) -> Response:
    """Asks whether to sign in; names no athlete, because link previews in mails and chats show it too."""
    if link_with(request, secret) is None:
        raise HTTPException(404)
    return page(request, "sign_in.html", days=sign_in.UNUSED.days)


@router.post("/sign-in/{secret}")
def post_sign_in(request: Request, service: ServiceHere, secret: str) -> Response:
    """Begins a sign-in session."""
    made = None
    if link_with(request, secret):
        made = sign_in.sign_in(secret, service.tokens, now=service.clock.now(), by=browser(request))
    if made is None:
        raise HTTPException(404)
    cookie.begin_session(request, made, lasts=sign_in.UNUSED)
    return RedirectResponse("/", status_code=303)


@router.post("/sign-out")
def post_sign_out(request: Request, service: ServiceHere) -> Response:
    """Ends the sign-in session, if there is one."""
    sign_in.sign_out(cookie.session(request), service.tokens)
    cookie.end_session(request)
    return RedirectResponse("/", status_code=303)
