"""The parts of one running service that its routes share."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from service.config.serving import Serving
from service.web.feed.feed_cache import FeedCache
from service.web.operations.prometheus_metrics import PrometheusMetrics
from service.web.plan_cache import PlanCache

if TYPE_CHECKING:
    from service.athletes.context import AthleteContext
    from service.athletes.directory import AthleteDirectory
    from service.ports.clock import Clock
    from service.ports.token_store import TokenStore
    from service.usecases.weeks.plan_weeks import Planned


@dataclass
class Service:
    """One running service.

    Shape: `address` is the public address of the service, without a slash at its end. `wake` makes the
    scheduler look for due jobs at once. `since_beat` gives the time since the scheduler last looked for
    due jobs, None when it never did.
    """

    directory: "AthleteDirectory"
    tokens: "TokenStore"
    clock: "Clock"
    serving: Serving = field(default_factory=Serving)
    address: str = ""
    wake: Callable[[], None] = lambda: None
    time_since_beat: Callable[[], timedelta | None] = lambda: None
    metrics: PrometheusMetrics = field(default_factory=PrometheusMetrics)
    plans: PlanCache = field(default_factory=PlanCache)
    feed_cache: FeedCache = field(init=False)

    def __post_init__(self) -> None:
        self.feed_cache = FeedCache(self.directory, self.tokens, self.clock)

    def current_plan(self, context: "AthleteContext") -> "Planned":
        """The athlete's current plan, from this week on.

        Errors: NotThere before the first plan.
        """
        return self.plans.of(context, self.clock.now())


def service_of(request: Request) -> Service:
    """The service that answers this request."""
    service: Service = request.app.state.service
    return service


ServiceHere = Annotated[Service, Depends(service_of)]
