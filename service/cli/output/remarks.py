"""The paragraphs under a printed week: the dropped sessions, and the rules that the plan does not meet."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from service.domain import wording
from service.domain.plan import Broken, Plan, Reason
from service.domain.training import Session
from service.rules.finding import WORTH_REPORTING
from service.rules.stay_put import StayPut

MOST_GIVEN_UP = 6


def remarks(plan: Plan) -> Iterator[RenderableType]:
    """Yield the paragraphs; an empty one is left out."""
    if plan.dropped:
        yield Text("No room for", style="bold")
        yield from _dropped(plan)
        yield Text()
    if told := [broken for broken in plan.broken if _is_worth_telling(broken)]:
        yield Text("Given up", style="bold")
        yield from _given_up(plan, told)
        yield Text()
    if not plan.proven_optimal:
        yield Text(f"{_how_much_better(plan)}\n", style="yellow")


def titled(session: Session) -> Text:
    """The session's title, followed by its id unless the id is just the kind."""
    title = Text(wording.title(session))
    return title if session.id == session.kind else title.append(f" ({session.id})", "dim")


def _dropped(plan: Plan) -> Iterator[Text]:
    for dropped in plan.dropped:
        length = wording.length(dropped.session.duration)
        yield Text("  ", style="yellow").append_text(titled(dropped.session)).append(f", {length}")
        yield from (Text(f"    {reason.sentence} ({reason.rule})") for reason in dropped.blocked_by)
        yield from (Text(f"    To let it in: {way}") for way in dropped.would_fit_if)


def _given_up(plan: Plan, told: list[Broken]) -> Iterator[Text]:
    """Yield every broken must and the costliest wishes, then how many more there are."""
    shown = max(MOST_GIVEN_UP, sum(broken.is_hard for broken in told))
    for broken in told[:shown]:
        because = _because(plan, broken)
        if because:
            said, _, why = because.sentence.partition(": ")
            yield Text(f"  {said}:\n    {why} ({because.rule})")
        else:
            yield Text(f"  {broken.sentence} ({broken.rule})")
    if (more := len(told) - shown) > 0:
        yield Text(f"  and {more} smaller {'one' if more == 1 else 'ones'} (--json lists them)", style="dim")


def _how_much_better(plan: Plan) -> str:
    early = "the search was given up early"
    if plan.bound_percent is None:
        return f"A week that leaves out or moves less may exist: {early}."
    return f"A better week may exist: {early}. At most {plan.bound_percent} % better is possible."


def _because(plan: Plan, broken: Broken) -> Reason | None:
    """The reason that repeats the finding and adds what was in the way; None when there is none."""
    said = f"{broken.sentence.removesuffix('.')},"
    reasons = (reason for session in broken.sessions for reason in plan.why.get(session, ()))
    return next((reason for reason in reasons if reason.sentence.startswith(said)), None)


def _is_worth_telling(broken: Broken) -> bool:
    # Sessions that moved are already listed above the week.
    return broken.is_hard or (broken.cost >= WORTH_REPORTING and broken.rule != StayPut.card.id)
