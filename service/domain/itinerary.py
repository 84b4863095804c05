"""The time zone of an athlete who travels: the home zone, and other zones on the days away."""

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cached_property
from itertools import accumulate, pairwise
from zoneinfo import ZoneInfo

from service.domain.dates import Dates
from service.domain.span import Span

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Stay:
    """Dates on which the athlete's clock shows another zone."""

    dates: Dates
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class ZoneChange:
    """The moment at which the athlete's clock changes from one zone to another.

    Shape: `midnight` begins the first day in the new zone. `earliest` is the first time of day before it
    that is shown twice, or left out. Both are local times without a zone.
    """

    midnight: datetime
    moment: datetime
    old: ZoneInfo
    new: ZoneInfo

    @property
    def earliest(self) -> datetime:
        """The earlier of the times that the two zones show at the moment."""
        return min(self._wall(self.old), self._wall(self.new))

    @property
    def goes_back(self) -> bool:
        """Whether hours are shown twice, as on a flight west."""
        return self._wall(self.new) < self._wall(self.old)

    def _wall(self, zone: ZoneInfo) -> datetime:
        return self.moment.astimezone(zone).replace(tzinfo=None)


@dataclass(frozen=True)
class Itinerary(tzinfo):
    """A time zone that follows the home zone, and on the dates of a stay the zone of the stay.

    Shape: every day begins at midnight of its own zone. The last hours before the first day in another
    zone are shown twice on a flight west, and left out on a flight east. Of a time shown twice, `fold` 1
    names the second. A time left out means the moment of the change.
    Errors: ValueError for stays that are out of order or share a day.
    """

    home: ZoneInfo
    stays: tuple[Stay, ...] = ()

    def __post_init__(self) -> None:
        for one, other in pairwise(stay.dates for stay in self.stays):
            if other.first <= one.last:
                raise ValueError(f"{one} and {other} share a day or stand in the wrong order")

    def __str__(self) -> str:
        return self.key

    def __reduce__(self) -> tuple[type["Itinerary"], tuple[ZoneInfo, tuple[Stay, ...]]]:
        # The inherited method needs a class that can be created without arguments.
        return type(self), (self.home, self.stays)

    @property
    def key(self) -> str:
        """The IANA name of the home zone."""
        return self.home.key

    def zone_on(self, day: date) -> ZoneInfo:
        """The zone that the athlete's clock shows on that day."""
        return self._zones[bisect_right(self._midnights, datetime.combine(day, time()))]

    @cached_property
    def repeated_spans(self) -> tuple[Span, ...]:
        """The spans in which the clock shows the end of a day a second time, after a flight west."""
        flights_west = (change for change in self._changes if change.goes_back)
        return tuple(Span(west.moment, west.midnight.replace(tzinfo=west.new)) for west in flights_west)

    def utcoffset(self, when: datetime | None, /) -> timedelta | None:
        """How far this clock is ahead of UTC when it shows `when`."""
        if when is None:
            return None
        change = self._change_around(when)
        if change and not change.goes_back:
            return when.replace(tzinfo=None) - change.moment.replace(tzinfo=None)
        return self._by_its_zone(when).utcoffset()

    def dst(self, when: datetime | None, /) -> timedelta | None:
        """The part of the UTC offset that is daylight saving time."""
        return self._by_its_zone(when).dst() if when else None

    def tzname(self, when: datetime | None, /) -> str | None:
        """The short name of the time this clock shows at `when`, such as EST."""
        return self._by_its_zone(when).tzname() if when else None

    def fromutc(self, when: datetime, /) -> datetime:
        """Converts an instant to what this clock shows.

        Shape: `when` is a time in UTC that carries this zone, as `datetime.astimezone` passes it.
        """
        instant = when.replace(tzinfo=UTC)
        number = bisect_right(self._moments, instant)
        shown = instant.astimezone(self._zones[number]).replace(tzinfo=self)
        was_over = number > 0 and shown.replace(tzinfo=None) < self._midnights[number - 1]
        return shown.replace(fold=1) if was_over else shown

    def _by_its_zone(self, when: datetime) -> datetime:
        change = self._change_around(when)
        if change:
            return when.replace(tzinfo=change.new if when.fold else change.old)
        return when.replace(tzinfo=self.zone_on(when.date()))

    def _change_around(self, when: datetime) -> ZoneChange | None:
        """The change that shows this time of day twice or leaves it out, if there is one."""
        wall = when.replace(tzinfo=None)
        number = bisect_right(self._midnights, wall)
        if number < len(self._changes) and self._earliest[number] <= wall:
            return self._changes[number]
        return None

    @cached_property
    def _changes(self) -> tuple[ZoneChange, ...]:
        begins: dict[date, ZoneInfo] = {}
        for stay in self.stays:
            begins[stay.dates.first] = stay.zone
            begins[stay.dates.last + A_DAY] = self.home
        midnights = [datetime.combine(day, time()) for day in begins]
        zones = [self.home, *begins.values()]
        # The earlier of the two midnights: then each day begins at midnight of its own zone.
        moments = [
            min(midnight.replace(tzinfo=zone).astimezone(UTC) for zone in either)
            for midnight, either in zip(midnights, pairwise(zones), strict=True)
        ]
        # A stay of one day across the date line may end before it begins; the moments must stay in order.
        moments = [*accumulate(reversed(moments), min)][::-1]
        return tuple(map(ZoneChange, midnights, moments, zones, zones[1:]))

    @cached_property
    def _zones(self) -> tuple[ZoneInfo, ...]:
        return (self.home, *(change.new for change in self._changes))

    @cached_property
    def _moments(self) -> tuple[datetime, ...]:
        return tuple(change.moment for change in self._changes)

    @cached_property
    def _midnights(self) -> tuple[datetime, ...]:
        return tuple(change.midnight for change in self._changes)

    @cached_property
    def _earliest(self) -> tuple[datetime, ...]:
        return tuple(change.earliest for change in self._changes)


Zone = ZoneInfo | Itinerary


def from_home(zone: Zone, home: ZoneInfo) -> Zone:
    """The same stays with another home zone."""
    return replace(zone, home=home) if isinstance(zone, Itinerary) else home
