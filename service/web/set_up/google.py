"""The pages of a Google login: the address to open, and a form to paste the last page's address by hand."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from service.web.render import page
from service.web.set_up.draft import SetUpHere
from service.web.set_up.form import CALENDAR
from service.web.set_up.step import AT, REFUSED, to

PACE = "4"
"""Seconds after which a page without JavaScript loads again."""

NO_ADDRESS = "That is not the address of the last page; it begins with http://127.0.0.1."

router = APIRouter(prefix=f"{AT}/google", include_in_schema=False)


@router.get("")
def wait(request: Request, set_up: SetUpHere) -> Response:
    """Shows where the athlete consents, and waits until Google has answered."""
    consent = set_up.consent
    if consent is None:
        return to(CALENDAR)
    return page(
        request,
        "set_up_google.html",
        address=consent.address,
        is_over=consent.is_over,
        is_done=consent.is_done,
        trouble=consent.trouble,
        pace=PACE,
    )


@router.get("/state")
def state(set_up: SetUpHere) -> Response:
    """Tells the waiting page whether the login is over."""
    return JSONResponse({"over": set_up.consent is None or set_up.consent.is_over})


@router.get("/paste")
def ask(request: Request, set_up: SetUpHere) -> Response:
    """Asks for the address of the last page, which a browser on another machine cannot open."""
    return page(request, "set_up_paste.html", refused="") if set_up.consent else to(CALENDAR)


@router.post("/paste")
def take(request: Request, set_up: SetUpHere, address: Annotated[str, Form()] = "") -> Response:
    """Takes the pasted address as Google's answer."""
    consent = set_up.consent
    if consent is None:
        return to(CALENDAR)
    if not consent.is_over and not (address.strip() and consent.paste(address)):
        return page(request, "set_up_paste.html", status=REFUSED, refused=NO_ADDRESS)
    return RedirectResponse(f"{AT}/google", status_code=303)
