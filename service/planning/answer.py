"""The answer to why a session is not at an hour: what forbids the hour, or what it would cost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.domain.plan import Plan, Reason
from service.domain.training import Session
from service.domain.wording import name, when
from service.planning.explain import listed
from service.planning.price import Price
from service.rules.finding import Tier


class Verdict(StrEnum):
    """The kind of an answer.

    Shape: `chosen` is the hour that the session has already, `same` an hour that costs no more.
    """

    CHOSEN = "chosen"
    IMPOSSIBLE = "impossible"
    DROPS = "drops"
    DEARER = "dearer"
    SAME = "same"


@dataclass(frozen=True)
class Move:
    """Another session that would have to move; `was` is None when the plan had dropped it."""

    session: Session
    was: datetime | None
    becomes: datetime


@dataclass(frozen=True)
class Answer:
    """The consequences of the requested hour for the week.

    Shape: `in_the_way` is everything that forbids the hour while the other sessions keep theirs;
    `immovable` is the part of it that no other plan of the week removes. When the hour is possible,
    `price`, `moves` and `drops` compare the best week that has the session there with the plan. `proven`
    says that both are proven to be the best.
    """

    plan: Plan
    session: Session
    asked: datetime
    verdict: Verdict
    in_the_way: tuple[Reason, ...] = ()
    immovable: tuple[Reason, ...] = ()
    price: Price | None = None
    moves: tuple[Move, ...] = ()
    drops: tuple[Session, ...] = ()
    proven: bool = True

    @property
    def sentence(self) -> str:
        """The whole answer in one line."""
        return " ".join(self._sentences())

    def when(self, instant: datetime) -> str:
        """An instant on the athlete's clock, such as Tue 18:00."""
        return when(instant, self.plan.brief.week.zone)

    def _sentences(self) -> Iterator[str]:
        hour, what = self.when(self.asked), name(self.session)
        match self.verdict:
            case Verdict.CHOSEN:
                yield f"{what} stands on {hour} already."
            case Verdict.IMPOSSIBLE:
                yield f"{hour} cannot be had for {what}:"
                yield from (reason.sentence for reason in self.immovable)
            case Verdict.DROPS:
                are = "is" if len(self.drops) == 1 else "are"
                yield f"{hour} is possible for {what} only if {self._dropped()} {are} dropped."
            case Verdict.DEARER:
                yield f"{hour} is possible for {what}, {self._price()}"
            case Verdict.SAME:
                yield f"{hour} would do as well for {what}."
        if self.moves:
            yield f"{listed([*map(self._move, self.moves)])}."

    def _price(self) -> str:
        if not self.price:
            return ""
        points = {tier: points for tier, points in self.price.points.items() if points}
        first, *_ = points.values()
        said = f"{first} points"
        if points.get(Tier.STAY) and points.get(Tier.WISH, 0) > 0:
            said = f"{points[Tier.WISH]} points, and {points[Tier.STAY]} for moving what stands"
        return f"at a price of {said}: {self.price.dearer[0].sentence}"

    def _dropped(self) -> str:
        starts = {p.session.id: p.start for p in self.plan.placements}
        return listed([f"{name(session)} ({self.when(starts[session.id])})" for session in self.drops])

    def _move(self, move: Move) -> str:
        what, to = name(move.session), self.when(move.becomes)
        if move.was is None:
            return f"{what} would find room on {to}"
        return f"{what} would move from {self.when(move.was)} to {to}"
