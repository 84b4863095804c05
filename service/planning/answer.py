"""The answer to why a session does not stand at an hour: what is in the way, or what it would cost."""

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
    """What came of the question.

    Shape: `chosen` is the hour the session has, `same` one that costs no more.
    """

    CHOSEN = "chosen"
    IMPOSSIBLE = "impossible"
    DROPS = "drops"
    DEARER = "dearer"
    SAME = "same"


@dataclass(frozen=True)
class Move:
    """Another session that would have to stand elsewhere; `was` is None when it had found no room."""

    session: Session
    was: datetime | None
    becomes: datetime


@dataclass(frozen=True)
class Answer:
    """What the asked hour would mean for the week.

    Shape: `in_the_way` is all that forbids the hour while the rest stands, `immovable` what of it no
    change of the week takes away. Without a verdict against it `price`, `moves` and `drops` compare the
    best week with the session there to the plan; `proven` says that both are the best there are.
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
        """The whole answer in a line."""
        return " ".join(self._sentences())

    def when(self, instant: datetime) -> str:
        """Such an instant by the athlete's clock."""
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
