"""`liftrun why`: prints the reasons for a session's hour, and what that hour cost."""

import argparse
import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from service.cli.commands import plan
from service.cli.exit import Exit

if TYPE_CHECKING:
    from service.domain.plan import Reason
    from service.usecases.answering.why import Why


def declare(commands: Any) -> None:
    """Add the `liftrun why` command and its flags."""
    parser = commands.add_parser("why", help="say why a session stands where it stands, or found no room")
    parser.add_argument("session", metavar="SESSION", help="such as lower, or 2026-W48-lower")
    plan.declare_weeks(parser)
    parser.add_argument("--json", action="store_true", help="print the answer as one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Plan as `liftrun plan` does, and print why the session is where it is; nothing is written.

    Errors: UsageError, ConfigurationError, CalendarUnreadable.
    """
    from service.cli.progress import Progress
    from service.usecases.answering.why import why
    from service.usecases.json_documents.answer_document import why_document

    with Progress() as progress:
        planned, _ = plan.plan_weeks(arguments, progress.tell)
    plan.warn(planned)
    answer = why(planned, arguments.session)
    if arguments.json:
        print(json.dumps(why_document(answer), indent=2, ensure_ascii=False))
    else:
        print("\n".join([answer.sentence, *_lines(answer)]))
    return Exit.DONE


def listed(heading: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield the heading and the lines indented below it; nothing when there are no lines."""
    lines = [f"  {line}" for line in lines]
    yield from [heading, *lines] if lines else []


def told(reasons: "Iterable[Reason]") -> Iterator[str]:
    """Write each reason with the id of the rule that gives it."""
    return (f"{reason.sentence} ({reason.rule})" for reason in reasons)


def _lines(answer: "Why") -> Iterator[str]:
    yield from listed("Why here", told(answer.reasons))
    given_up = (f"{broken.sentence} {broken.cost} points ({broken.rule})" for broken in answer.broken)
    yield from listed("Given up", given_up)
    if answer.dropped:
        yield from listed("In the way", told(answer.dropped.blocked_by))
        yield from listed("Any of these would let it in", answer.dropped.would_fit_if)
