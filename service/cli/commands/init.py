"""`liftrun init`: asks a few questions and writes the answers as a configuration file."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from service.cli.exit import Exit
from service.cli.inputs import config_flags
from service.errors import UsageError

if TYPE_CHECKING:
    from service.config.new_config import Answers
    from service.domain.week import Hours

T = TypeVar("T")

NO_CALENDAR = "none"
USUAL_SLEEP = "22:30-06:00"

GOAL = "What do you train for: muscle, fat-loss, endurance or balanced?"
LEVEL = "How trained are you: beginner, intermediate or advanced?"
ZONE = "In which time zone do you live?"
CALENDAR = "Where is your calendar: an https:// or webcal:// address, a file, or none?"
SLEEP = "When do you sleep?"
THERE = "Add --force to write over it, or name another file with --config."


class Once(argparse.Action):
    """A flag that may be given only once.

    Shape: other commands accept the flag several times, and argparse would silently keep only the last value.
    """

    def __call__(self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, *values: Any) -> None:
        """Store the value.

        Errors: UsageError for a second one.
        """
        del parser
        if getattr(namespace, self.dest) is not None:
            hint = "Add one [[calendar]] table for each further calendar to the file it writes."
            raise UsageError(reason="init asks for one calendar, not for several", hint=hint)
        setattr(namespace, self.dest, values[0])


def declare(commands: Any) -> None:
    """Add the `liftrun init` command and its flags."""
    parser = commands.add_parser("init", help="answer a few questions and get a configuration")
    add = parser.add_argument
    add("--config", type=Path, default=config_flags.CONFIG, metavar="FILE", help="where to write it")
    add("--force", action="store_true", help="write over a file that is there already")
    declare_answers(parser)
    parser.set_defaults(run=run)


def declare_answers(parser: argparse.ArgumentParser) -> None:
    """Add the flags that answer the questions in advance."""
    add = parser.add_argument
    add("--goal", metavar="GOAL", help="muscle, fat-loss, endurance or balanced")
    add("--level", metavar="LEVEL", help="beginner, intermediate or advanced")
    add("--timezone", metavar="ZONE", help="your time zone, such as Europe/Berlin")
    add("--busy", action=Once, metavar="SRC", help=f"your calendar's address or file, or {NO_CALENDAR}")
    add("--sleep", metavar="HOURS", help="when you sleep, such as 22:30-06:00")
    add("--template", metavar="NAME", help="a ready-made week; without one the goal decides")
    add("--hours", metavar="HOURS", help="when you may train, such as 06:00-08:30,17:00-21:00")
    add("--weekend", metavar="HOURS", help="the same for the weekend, or none; as --hours unless said")
    add("--google", metavar="FILE", help="the client file by whose leave your calendar at Google is read")
    add("--own-network", action="store_true", help="the calendar's server is on your own network")


def run(arguments: argparse.Namespace) -> int:
    """Ask for the answers that no flag gives, and write the configuration file.

    Errors: UsageError.
    """
    from service.config import new_config, private_file

    path: Path = arguments.config
    if path.exists() and not arguments.force:
        raise UsageError(reason=f"{path} is there already", hint=THERE)
    said = answers(arguments)
    try:
        (private_file.put if arguments.force else private_file.make)(path.resolve(), new_config.text(said))
    except FileExistsError as error:
        raise UsageError(reason=f"{path} is there already", hint=THERE) from error
    except OSError as error:
        reason = f"{path} could not be written: {(error.strerror or str(error)).lower()}"
        raise UsageError(reason=reason, hint="Name another place with --config.") from error
    named = "" if path == config_flags.CONFIG else f" --config {path}"
    first = "google login" if said.google else "check"
    print(f"Wrote {path}.\nNext: liftrun {first}{named}, then liftrun serve{named}")
    return Exit.DONE


def answers(arguments: argparse.Namespace) -> "Answers":
    """Collect the answers: from the flags, and for the rest from questions.

    Errors: UsageError.
    """
    from service import bootstrap
    from service.config import new_config, notation

    def calendar(text: str) -> str:
        return _calendar(text, arguments.config.parent)

    said, zone = arguments, bootstrap.machine_zone()
    google = config_flags.flag("--google", lambda text: _file(text, arguments.config.parent), said.google)
    if google and said.busy:
        hint = "Add one [[calendar]] table for each further calendar to the file it writes."
        raise UsageError(reason="init asks for one calendar: --google or --busy", hint=hint)
    busy = NO_CALENDAR if google else said.busy
    # With flags for all the other answers the command may run unattended, so sleep takes its default.
    is_unattended = None not in (said.goal, said.level, said.timezone, busy)
    sleep = USUAL_SLEEP if said.sleep is None and is_unattended else said.sleep
    weekdays, weekend = _hours(said.hours, said.weekend)
    return new_config.Answers(
        goal=_answer("--goal", said.goal, notation.goal, GOAL, "balanced"),
        level=_answer("--level", said.level, notation.level, LEVEL, "intermediate"),
        zone=_answer("--timezone", said.timezone, notation.zone, ZONE, zone.key if zone else ""),
        calendar=_answer("--busy", busy, calendar, CALENDAR, NO_CALENDAR),
        sleep=_answer("--sleep", sleep, notation.sleep, SLEEP, USUAL_SLEEP),
        template=config_flags.flag("--template", notation.template, said.template),
        weekdays=weekdays,
        weekend=weekend,
        google=google or "",
        is_own_host=said.own_network,
    )


def _hours(weekdays: str | None, weekend: str | None) -> "tuple[tuple[Hours, ...], tuple[Hours, ...]]":
    """The hours in which training is allowed on weekdays, and those of the weekend."""
    from service.config import new_config
    from service.domain.athlete import WAKING_HOURS

    on_weekdays = config_flags.flag("--hours", new_config.training_hours, weekdays)
    on_weekend = config_flags.flag("--weekend", new_config.training_hours, weekend)
    usual = WAKING_HOURS if on_weekdays is None else on_weekdays
    hours = usual, usual if on_weekend is None else on_weekend
    if not any(hours):
        raise UsageError(
            reason=f"--hours: {new_config.NO_HOUR}", hint="Name some for weekdays or the weekend."
        )
    return hours


def _answer(flag: str, given: str | None, read: Callable[[str], T], prompt: str, usual: str) -> T:
    from service.cli.prompt import ask

    said = config_flags.flag(flag, read, given)
    return ask(prompt, read, usual=usual) if said is None else said


def _calendar(text: str, folder: Path) -> str:
    """The calendar's address or path as a configuration in `folder` names it; empty for none.

    Errors: ValueError.
    """
    from service.config.address import address, is_url

    if text.casefold() == NO_CALENDAR:
        return ""
    place = address(text)
    if is_url(place):
        return place
    return _file(place, folder)


def _file(text: str, folder: Path) -> str:
    """The path as a configuration in `folder` names it.

    Errors: ValueError when there is no such file.
    """
    from service.config.new_config import beside

    if not Path(text).expanduser().is_file():
        raise ValueError(f"there is no file {text}")
    return beside(Path(text), folder)
