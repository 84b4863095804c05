"""Who is asking, and whose desk that opens."""

from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from service.web.service import service_of

if TYPE_CHECKING:
    from service.desk import Desk


def desk_here(request: Request) -> "Desk":
    """The desk of the athlete who is asking."""
    desks = service_of(request).desks
    return desks.of(desks.names()[0])


DeskHere = Annotated["Desk", Depends(desk_here)]
