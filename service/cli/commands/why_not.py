"""`liftrun why-not`: prints what prevents a session at an hour, or what the session would cost there."""

import argparse
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from service.cli.commands import plan
from service.cli.commands.why import listed, told
from service.cli.exit import Exit
from service.errors import UsageError

if TYPE_CHECKING:
    from service.config.written_hour import WrittenHour
    from service.planning.answer import Answer


def declare(commands: Any) -> None:
    """Add the `liftrun why-not` command and its flags."""
    parser = commands.add_parser("why-not", help="say what keeps a session from an hour, or its price")
    parser.add_argument("session", metavar="SESSION", help="such as lower, or 2026-W48-lower")
    parser.add_argument("hour", metavar="HOUR", help='such as "Tue 18:00" or "2026-11-24 18:00"')
    plan.declare_weeks(parser)
    parser.add_argument("--json", action="store_true", help="print the answer as one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Plan as `liftrun plan` does, then again with the session at that hour; nothing is written.

    Errors: UsageError, ConfigurationError, CalendarUnreadable.
    """
    from service.cli.progress import Progress
    from service.usecases.answering.why_not import why_not
    from service.usecases.json_documents.answer_document import why_not_document

    hour = _hour(arguments.hour)
    with Progress() as progress:
        planned, _ = plan.plan_weeks(arguments, progress.tell)
        progress.tell("Planning once more with the session there")
        answer = why_not(planned, arguments.session, hour.within)
    plan.warn(planned)
    if arguments.json:
        print(json.dumps(why_not_document(answer), indent=2, ensure_ascii=False))
    else:
        print("\n".join([answer.sentence, *_lines(answer)]))
    return Exit.DONE


def _hour(text: str) -> "WrittenHour":
    from service.config.written_hour import written_hour

    try:
        return written_hour(text)
    except ValueError as error:
        raise UsageError(reason=f"{error}") from error


def _lines(answer: "Answer") -> Iterator[str]:
    yield from listed("In the way as the week stands", told(answer.in_the_way))
    if answer.price and not answer.drops:
        for heading, findings in (("Dearer", answer.price.dearer), ("Cheaper", answer.price.cheaper)):
            yield from listed(heading, (f"{f.sentence} {f.cost} points ({f.rule})" for f in findings))
    if not answer.proven:
        yield "A better week may exist: the search was given up early."
