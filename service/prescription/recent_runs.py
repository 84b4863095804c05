"""The longest single run of the last weeks, which limits the next long run."""

from collections.abc import Iterable
from datetime import timedelta

from service.domain.log import Logged
from service.domain.plan import Placement
from service.domain.training import Discipline
from service.domain.week import Week

RECENT_PERIOD = timedelta(days=30)


def longest_run(trained: Iterable[Placement], log: Iterable[Logged], week: Week) -> timedelta | None:
    """The longest run of the 30 days before the week, None when no run is known.

    Shape: `trained` is already corrected by the log; the log's lines without an hour count as well.
    """
    runs = [(week.day_of(p.start), p.session.duration) for p in trained if p.session.is_run]
    runs += [
        (line.day, line.duration)
        for line in log
        if line.kind.discipline is Discipline.RUN and not line.missed
    ]
    since = week.first_day - RECENT_PERIOD
    return max((duration for day, duration in runs if since <= day < week.first_day), default=None)
