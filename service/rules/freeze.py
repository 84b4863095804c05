"""Keeps a session that begins soon at the hour it has in the previous plan."""

from collections.abc import Iterator
from datetime import timedelta

from service.domain.availability import room_for
from service.domain.plan import Brief, Placement, Plan
from service.domain.span import Span
from service.domain.wording import hours, when
from service.rules.board import Board
from service.rules.card import Basis, Force, RuleCard, Source
from service.rules.finding import Finding
from service.rules.rule import Rule, placement_name


class Freeze(Rule):
    """The sessions of the previous plan that begin too soon to be moved, unless their time is taken."""

    within: timedelta = timedelta(hours=24)
    card = RuleCard(
        id="freeze",
        says=(
            "A session that was to begin within the next 24 hours stays where it stood, unless the calendar "
            "has taken its time."
        ),
        because="The bag is packed by then; a plan that changes overnight is not looked at again.",
        sources=(Source(Basis.ATHLETE, "What the next day holds is known on the evening before."),),
        force=Force.HARD,
    )

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Yields each placement of a frozen session that is at another hour than in the previous plan."""
        frozen = self.frozen(plan.brief)
        for placement in plan.placements:
            stood = frozen.get(placement.session.id, placement.span)
            if placement.span != stood:
                was_to = f"was to begin {when(stood.start, plan.brief.week.zone)}"
                sentence = f"{placement_name(plan, placement)} {was_to}, in less than {hours(self.within)}."
                yield self.forbids(sentence, placement)

    def constrain(self, board: Board) -> None:
        """Restricts each frozen session to its hour in the previous plan."""
        frozen = self.frozen(board.brief)
        for slot in board.slots:
            if slot.session.id in frozen:
                board.keep_within(slot, [frozen[slot.session.id]])

    def reasons(self, plan: Plan, placement: Placement) -> Iterator[str]:
        """Says that the session begins too soon to be moved."""
        if self.frozen(plan.brief).get(placement.session.id) == placement.span:
            yield f"less than {hours(self.within)} away, so it stays"

    def frozen(self, brief: Brief) -> dict[str, Span]:
        """The spans of the sessions that begin soon and still have room there, by session id."""
        if brief.not_before is None:
            return {}
        soon = {p.session.id: p.start for p in brief.stood if p.start < brief.not_before + self.within}
        return {
            session.id: span
            for session in brief.sessions
            if session.id in soon and session.id not in brief.unfrozen
            for span in [Span.lasting(soon[session.id], session.duration)]
            if any(room.holds(span) for room in room_for(session, brief.still_free))
        }
