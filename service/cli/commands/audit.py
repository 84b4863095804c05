"""`liftrun audit`: checks the training in any calendar against the rulebook."""

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from service.cli.exit import Exit
from service.cli.inputs import config_flags
from service.cli.inputs.stored_athlete import kept
from service.errors import UsageError

if TYPE_CHECKING:
    from service.config import Config
    from service.usecases.auditing.audit import Audit, AuditRequest

USUAL_WEEKS, MOST_WEEKS = 4, 26


def declare(commands: Any) -> None:
    """Add the `liftrun audit` command and its flags."""
    parser = commands.add_parser("audit", help="hold the training in any calendar against the rulebook")
    add = parser.add_argument
    add("calendar", nargs="?", metavar="FILE_OR_URL", help="the calendar to audit, - for stdin")
    config_flags.declare(parser)
    add("--from", dest="first_day", metavar="YYYY-MM-DD", help="first day; this week's Monday unless said")
    add("--weeks", metavar="N", help=f"how many weeks, 1 to {MOST_WEEKS}; {USUAL_WEEKS} unless said")
    add("--goal", metavar="GOAL", help="muscle, fat-loss, endurance or balanced")
    add("--level", metavar="LEVEL", help="beginner, intermediate or advanced")
    add("--patterns", action="store_true", help="show by which words sessions are recognised")
    add("--json", action="store_true", help="print one JSON object, with every finding")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the recognised sessions and the findings; with `--patterns`, how sessions are recognised.

    Errors: UsageError, ConfigurationError, CalendarUnreadable.
    """
    config = _config(arguments)
    if arguments.patterns:
        from service.cli.output.title_patterns import print_patterns

        print_patterns(config.title_patterns)
        return Exit.DONE
    if not arguments.calendar:
        hint = "Name a file or an address, or see --patterns."
        raise UsageError(reason="there is no calendar to audit", hint=hint)
    audit = _audit(arguments, config)
    for warning in audit.warnings:
        print(f"warning: {warning}", file=sys.stderr)
    if arguments.json:
        from service.usecases.json_documents.audit_document import audit_document

        print(json.dumps(audit_document(audit), indent=2, ensure_ascii=False))
    else:
        from service.cli.output.audit_report import lines

        print("\n".join(lines(audit)))
    return Exit.FINDINGS if audit.worth_telling else Exit.DONE


def _config(arguments: argparse.Namespace) -> "Config":
    from service.config import notation, with_choices

    return with_choices(
        config_flags.configuration(arguments),
        goal=config_flags.flag("--goal", notation.goal, arguments.goal),
        level=config_flags.flag("--level", notation.level, arguments.level),
    )


def _audit(arguments: argparse.Namespace, config: "Config") -> "Audit":
    from service import bootstrap
    from service.cli.progress import Progress
    from service.config.audited import calendars_to_audit
    from service.usecases.auditing.audit import audit

    try:
        asked, beside = calendars_to_audit(config, arguments.calendar, me=arguments.me)
    except ValueError as error:
        raise UsageError(reason=f"{arguments.calendar}: {error}") from error
    source, *others = bootstrap.appointment_sources([asked, *beside], kept(arguments, config))
    question = _question(arguments, config)
    with Progress() as progress:
        progress.tell("Reading the calendars")
        return audit(
            question,
            source,
            others,
            now=bootstrap.clock().now(),
            ignore_unreadable=arguments.ignore_unreadable,
        )


def _question(arguments: argparse.Namespace, config: "Config") -> "AuditRequest":
    from service.usecases.auditing.audit import AuditRequest

    first_day = None
    if arguments.first_day:
        from service.config import dates

        first_day = config_flags.flag("--from", dates.day, arguments.first_day)
    return AuditRequest(
        config.athlete,
        config.rules,
        config.title_patterns,
        weeks=config_flags.flag("--weeks", _weeks, arguments.weeks) or USUAL_WEEKS,
        first_day=first_day,
        # Default nights and training hours are good enough to plan with, but no finding may rest on them.
        has_own_hours=bool(arguments.config or config_flags.CONFIG.exists()),
    )


def _weeks(text: str) -> int:
    if text not in map(str, range(1, MOST_WEEKS + 1)):
        raise ValueError(f"should be a number from 1 to {MOST_WEEKS}, not {text}")
    return int(text)
