"""Everything the routes of one running service work with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from service.config.serving import Serving

if TYPE_CHECKING:
    from service.desks import Desks
    from service.ports.clock import Clock
    from service.ports.token_store import TokenStore


@dataclass
class Service:
    """One running service.

    Shape: `wake` has the timetable look at once whether something is due, `address` is where people find
    the service, without a slash at its end.
    """

    desks: "Desks"
    tokens: "TokenStore"
    clock: "Clock"
    serving: Serving = field(default_factory=Serving)
    address: str = ""
    wake: Callable[[], None] = lambda: None


def service_of(request: Request) -> Service:
    """The service that answers this request."""
    service: Service = request.app.state.service
    return service


ServiceHere = Annotated[Service, Depends(service_of)]
