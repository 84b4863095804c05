"""`liftrun check`: checks that the configuration is valid and that every calendar answers."""

import argparse
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from service.cli.exit import Exit, exit_for
from service.cli.inputs import config_flags, database_flag
from service.cli.inputs.stored_athlete import kept
from service.errors import CalendarUnreadable, ConfigurationError

if TYPE_CHECKING:
    from service.config import Config
    from service.config.problems import Problems
    from service.domain.span import Span
    from service.ports.busy_source import BusySource
    from service.ports.entry_sink import EntrySink

AHEAD = timedelta(days=14)


def declare(commands: Any) -> None:
    """Add the `liftrun check` command and its flags."""
    parser = commands.add_parser("check", help="prove the configuration, and that every calendar answers")
    parser.add_argument("--config", type=Path, default=config_flags.CONFIG, metavar="FILE", help="settings")
    database_flag.declare(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print every problem of the configuration, or what it says and what each calendar answers."""
    from service import bootstrap
    from service.cli.output.describe_config import arrangements
    from service.config import load
    from service.domain.span import Span

    try:
        config = load(arguments.config, usual_zone=config_flags.machine_zone)
    except ConfigurationError as error:
        problems = cast("Problems", error.facts["problems"])
        _complain(*(f"{arguments.config}: {problem}" for problem in problems), hint=error.hint)
        return exit_for(error)
    print(f"{arguments.config} is in order: {_summary(config)}.")
    for arrangement in arrangements(config):
        print(arrangement)
    if config.log:
        # An error in the log file is raised, and reported, as an error of the configuration.
        logged = bootstrap.training_log(config.log).read()
        print(f"{config.log.name}: {len(logged)} {'session' if len(logged) == 1 else 'sessions'}.")
    now = bootstrap.clock().now()
    window = Span.lasting(now, AHEAD)
    archive = kept(arguments, config)
    answers = [_answers(source, window) for source in bootstrap.busy_sources(config.calendars, archive)]
    if not answers:
        print("It names no calendar, so all your hours count as free.")
    if config.targets:
        sinks = bootstrap.entry_sinks(config.targets, archive(), looks_only=True, anew=False)
        answers += [_shows(sink, now) for sink in sinks]
    return Exit.DONE if all(answers) else Exit.CALENDAR


def _summary(config: "Config") -> str:
    athlete = config.athlete
    return f"goal {athlete.goal}, level {athlete.level}, {athlete.zone}"


def _answers(source: "BusySource", window: "Span") -> bool:
    from service.usecases.reading.gather import gather

    try:
        gathered = gather([source], window, now=window.start)
    except CalendarUnreadable as error:
        _complain(f"{error}", hint=error.hint)
        return False
    for warning in gathered.warnings:
        print(f"warning: {warning}", file=sys.stderr)
    (report,) = gathered.sources
    spans = "1 busy span" if report.busy_spans == 1 else f"{report.busy_spans} busy spans"
    print(f"{report.name}: {spans} in the next {AHEAD.days} days.")
    return True


def _shows(sink: "EntrySink", now: datetime) -> bool:
    try:
        count = len(sink.shown(since=now))
    except CalendarUnreadable as error:
        _complain(f"{error}", hint=error.hint)
        return False
    sessions = "1 session" if count == 1 else f"{count} sessions"
    print(f"{sink.name}: shows {sessions} of yours to come.")
    return True


def _complain(*problems: str, hint: str) -> None:
    for problem in problems:
        print(f"liftrun: {' '.join(problem.split())}", file=sys.stderr)
    print(f"hint: {hint}", file=sys.stderr)
