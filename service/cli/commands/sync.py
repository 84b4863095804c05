"""`liftrun sync`: plans over all calendars, and writes the plan to the athlete's targets."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from service.cli.commands import plan
from service.cli.exit import Exit
from service.cli.inputs.stored_athlete import kept
from service.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from service.athletes.context import AthleteContext
    from service.config import Config
    from service.usecases.syncing.decision import Decision
    from service.usecases.syncing.propose import Proposal


def declare(commands: Any) -> None:
    """Add the `liftrun sync` command and its flags."""
    parser = commands.add_parser("sync", help="plan, and make your own calendar show the plan")
    declare_run(parser)
    parser.set_defaults(run=run)


def declare_run(parser: argparse.ArgumentParser) -> None:
    """Add the flags of every command that ends in a sync."""
    plan.declare_plan_flags(parser)
    parser.add_argument("--json", action="store_true", help="print the plan as one JSON object")
    declare_writing(parser)


def declare_writing(parser: argparse.ArgumentParser) -> None:
    """Add the flags of every command that writes to calendars."""
    add = parser.add_argument
    files = "one more calendar to write to: a file"
    add("--to", type=Path, action="append", default=[], metavar="FILE.ics", help=files)
    add("--dry-run", action="store_true", help="only say what would be done")
    add("--force", action="store_true", help="also what the guard refuses, such as deleting most of a week")


def run(arguments: argparse.Namespace) -> int:
    """Sync once without a new decision."""
    from service.usecases.syncing.decision import NO_DECISION

    return sync_once(arguments, lambda *_: NO_DECISION)


def sync_once(arguments: argparse.Namespace, decide: "Callable[[AthleteContext, datetime], Decision]") -> int:
    """Sync once with the decision that `decide` returns, and print what will be written before writing it.

    Errors: UsageError, ConfigurationError, CalendarUnreadable, CalendarUnwritable, SyncRefused.
    """
    from service import bootstrap
    from service.athletes.sync_athlete import SyncOptions, sync_athlete
    from service.cli.progress import Progress

    config, now = with_targets(plan.configuration(arguments), arguments), bootstrap.clock().now()
    context = open_context(config, arguments)

    def agree(proposal: "Proposal", decision: "Decision") -> bool:
        _tell(proposal, decision, arguments)
        return confirms_writing(arguments)

    with Progress() as progress:
        options = SyncOptions(
            plan.requested_weeks(arguments, config, now, current=context.archive.plans.head()),
            looks_only=arguments.dry_run,
            force=arguments.force,
            ignore_unreadable=arguments.ignore_unreadable,
            tell=progress.tell,
        )
        proposal = sync_athlete(
            context, lambda moment: decide(context, moment), now=now, agree=agree, options=options
        )
    if arguments.json:
        from service.usecases.json_documents.plan_document import plan_document

        print(json.dumps(plan_document(proposal.planned), indent=2, ensure_ascii=False))
    return Exit.NO_ROOM if any(week.dropped for week in proposal.planned.plans) else Exit.DONE


def confirms_writing(arguments: argparse.Namespace) -> bool:
    """Whether to write the changes; in a dry run, print that nothing was written."""
    if arguments.dry_run:
        print("Nothing was written: this is a dry run.", file=sys.stderr)
    return not arguments.dry_run


def with_targets(config: "Config", arguments: argparse.Namespace) -> "Config":
    """The configuration with the files of `--to` added to its targets.

    Errors: UsageError for an address, and for a file that is a target already.
    """
    from service.config import with_target

    for path in arguments.to:
        try:
            config = with_target(config, path)
        except ValueError as error:
            raise UsageError(reason=f"--to: {error}") from error
    return config


def open_context(config: "Config", arguments: argparse.Namespace) -> "AthleteContext":
    """The athlete context of this configuration.

    Errors: UsageError when the plan would be shown nowhere: no target is configured, and no feed is served.
    """
    from service.athletes.context import AthleteContext

    context = AthleteContext(config, kept(arguments, config)())
    if not config.targets and not context.archive.feed.version:
        hint = "Name one in a [[target]] table or a file with --to FILE.ics, or let `liftrun serve` show one."
        raise UsageError(reason="there is no calendar to write to", hint=hint)
    return context


def _tell(proposal: "Proposal", decision: "Decision", arguments: argparse.Namespace) -> None:
    """Print the plan and the coming writes; with `--json` only the writes, and on stderr."""
    from service.cli.output.pending_changes import differences, edits_by_hand, kept_though_skipped
    from service.cli.output.week import print_weeks

    plan.warn(proposal.planned)
    zone = proposal.planned.request.athlete.zone
    lines = [
        *edits_by_hand(proposal.edits, zone),
        *kept_though_skipped(proposal.changes, proposal.left_out),
        *differences(proposal.changes, zone),
        *(offer.sentence(zone) for offer in proposal.offers),
    ]
    if not arguments.json:
        print_weeks(proposal.planned)
    if proposal.left_out:
        names = ", ".join(proposal.left_out)
        lines.insert(0, f"Left out, as you said: {names}. `liftrun unpin SESSION` brings it back.")
    if decision.said:
        lines.insert(0, f"Noted: {decision.said}.")
    print("\n".join(lines), file=sys.stderr if arguments.json else sys.stdout, flush=True)
