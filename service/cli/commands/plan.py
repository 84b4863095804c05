"""`liftrun plan`: reads the calendars, plans the coming weeks, and prints them."""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from service.cli.exit import Exit
from service.cli.inputs import baseline, config_flags
from service.cli.inputs.stored_athlete import kept
from service.errors import UsageError, WeekTooFull

if TYPE_CHECKING:
    from service.config import Config
    from service.domain.version import Version
    from service.ports.entry_feed import EntryFeed
    from service.usecases.weeks.plan_request import PlanRequest
    from service.usecases.weeks.plan_weeks import Planned

PLANNABLE = range(1970, 2200)


def declare(commands: Any) -> None:
    """Add the `liftrun plan` command and its flags."""
    parser = commands.add_parser("plan", help="place the week's lifting and running in your free hours")
    declare_weeks(parser)
    parser.add_argument("--json", action="store_true", help="print the plan as one JSON object")
    parser.add_argument("--strict", action="store_true", help="write nothing when a session finds no room")
    parser.set_defaults(run=run)


def declare_weeks(parser: argparse.ArgumentParser) -> None:
    """Add the flags that decide what is planned, for every command that plans as `liftrun plan` does."""
    declare_plan_flags(parser)
    add = parser.add_argument
    add("--out", type=Path, metavar="FILE.ics", help="the calendar that shows the sessions; plan writes it")
    baseline.declare(parser)


def declare_plan_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags that choose the calendars, the weeks, the template, and the athlete's goal and state."""
    config_flags.declare(parser)
    add = parser.add_argument
    add(
        "--from",
        dest="first_day",
        metavar="YYYY-MM-DD",
        help="first day; unless said the coming Monday, or this week once it is synced",
    )
    add("--weeks", metavar="N", help="how many weeks, 1 to 4")
    add("--template", metavar="NAME", help="a ready-made week, such as alternate-days")
    add("--goal", metavar="GOAL", help="muscle, fat-loss, endurance or balanced")
    add("--level", metavar="LEVEL", help="beginner, intermediate or advanced")
    add("--feeling", metavar="WORD", help="sore, tired or ill: what is next becomes easy")


def run(arguments: argparse.Namespace) -> int:
    """Plan the weeks, write the `--out` file, and print the plan.

    Errors: UsageError, ConfigurationError, CalendarUnreadable, OutputRefused; WeekTooFull with `--strict`.
    """
    from service.cli.progress import Progress
    from service.usecases.syncing.publish import publish

    with Progress() as progress:
        planned, feed = plan_weeks(arguments, progress.tell)
        dropped = sum(len(week.dropped) for week in planned.plans)
        if dropped and arguments.strict:
            raise _too_full(planned)
        if feed:
            progress.tell(f"Writing {arguments.out}")
            publish(planned, feed)
    if arguments.against and not planned.changes:
        print(f"warning: {arguments.against} holds nothing of these weeks", file=sys.stderr)
    _print(planned, as_json=arguments.json)
    return Exit.NO_ROOM if dropped else Exit.DONE


def plan_weeks(
    arguments: argparse.Namespace, tell: Callable[[str], None]
) -> "tuple[Planned, EntryFeed | None]":
    """Plan the weeks these arguments request; returns the plan and the feed to write it to.

    Shape: nothing is written; the feed is None without `--out`. `tell` is called with each step.
    Errors: UsageError, ConfigurationError, CalendarUnreadable.
    """
    from service import bootstrap
    from service.athletes.request_from_config import training_diary
    from service.usecases.weeks.plan_weeks import plan

    config, now = configuration(arguments), bootstrap.clock().now()
    archive = kept(arguments, config)
    feed = bootstrap.entry_feed(arguments.out, config.feed) if arguments.out else None
    shown = feed.shown() if feed else ()
    before = baseline.previous_plan(arguments, config, shown, archive)
    planned = plan(
        requested_weeks(arguments, config, now, current=before.synced),
        bootstrap.busy_sources(config.calendars, archive),
        shown=shown,
        before=before.placements,
        skipped=before.skipped,
        wished=before.wished,
        logged=(*before.logged, *training_diary(config)),
        now=now,
        ignore_unreadable=arguments.ignore_unreadable,
        tell=tell,
    )
    return planned, feed


def _too_full(planned: "Planned") -> WeekTooFull:
    from service.domain.wording import name

    wanted = sum(len(week.brief.sessions) for week in planned.plans)
    names = [
        f"{name(each.session)} ({week.brief.week.key})" for week in planned.plans for each in week.dropped
    ]
    return WeekTooFull(dropped=len(names), wanted=wanted, names=", ".join(names))


def configuration(arguments: argparse.Namespace) -> "Config":
    """The configuration from the file, overridden by the flags of `liftrun plan`.

    Errors: ConfigurationError; UsageError for a flag, and when there is no calendar to plan around.
    """
    from service.config import notation, with_choices

    config = config_flags.configuration(arguments)
    if not (config.calendars or arguments.config or config_flags.CONFIG.exists()):
        hint = "Name one with --busy, or write a configuration with `liftrun init`."
        raise UsageError(reason="there is no calendar to plan around", hint=hint)
    return with_choices(
        config,
        goal=config_flags.flag("--goal", notation.goal, arguments.goal),
        level=config_flags.flag("--level", notation.level, arguments.level),
        template=config_flags.flag("--template", notation.template, arguments.template),
        weeks=config_flags.flag("--weeks", _weeks, arguments.weeks),
    )


def requested_weeks(
    arguments: argparse.Namespace, config: "Config", now: datetime, *, current: "Version | None"
) -> "PlanRequest":
    """The plan request of these arguments; without `--from` it includes every week of the `current` plan.

    Errors: UsageError.
    """
    from service.athletes.request_from_config import plan_request
    from service.config import notation

    chosen = config_flags.flag("--from", _day, arguments.first_day)
    feeling = config_flags.flag("--feeling", notation.feeling, arguments.feeling)
    return plan_request(config, now=now, current=current, first_day=chosen, feeling=feeling)


def _weeks(text: str) -> int:
    from service.config import MOST_WEEKS

    if text not in map(str, range(1, MOST_WEEKS + 1)):
        raise ValueError(f"should be a number from 1 to {MOST_WEEKS}, not {text}")
    return int(text)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text} is no date such as 2026-11-23") from error
    if day.year not in PLANNABLE:
        raise ValueError(f"{text} is too far away")
    return day


def warn(planned: "Planned") -> None:
    """Print on stderr what could not be read in the calendars."""
    for warning in planned.gathered.warnings:
        print(f"warning: {warning}", file=sys.stderr)


def _print(planned: "Planned", *, as_json: bool) -> None:
    warn(planned)
    if as_json:
        from service.usecases.json_documents.plan_document import plan_document

        print(json.dumps(plan_document(planned), indent=2, ensure_ascii=False))
    else:
        from service.cli.output.week import print_weeks

        print_weeks(planned)
