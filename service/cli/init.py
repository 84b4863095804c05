"""`liftrun init`: asks the few questions that matter and writes the answers down as a configuration."""

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from service.cli import choices
from service.cli.exit import Exit
from service.errors import UsageError

if TYPE_CHECKING:
    from service.config.fresh import Answers

T = TypeVar("T")

NO_CALENDAR = "none"
USUAL_SLEEP = "22:30-06:00"

GOAL = "What do you train for: muscle, fat-loss, endurance or balanced?"
LEVEL = "How trained are you: beginner, intermediate or advanced?"
ZONE = "In which time zone do you live?"
CALENDAR = "Where is your calendar: an https:// or webcal:// address, a file, or none?"
SLEEP = "When do you sleep?"


class Once(argparse.Action):
    """A flag that other commands repeat and this one cannot: the first must not be lost unnoticed."""

    def __call__(self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, *values: Any) -> None:
        """Keep the value, or complain about a second one."""
        del parser
        if getattr(namespace, self.dest) is not None:
            hint = "Add one [[calendar]] table for each further calendar to the file it writes."
            raise UsageError(reason="init asks for one calendar, not for several", hint=hint)
        setattr(namespace, self.dest, values[0])


def declare(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("init", help="answer a few questions and get a configuration")
    add = parser.add_argument
    add("--config", type=Path, default=choices.CONFIG, metavar="FILE", help="where to write it")
    add("--force", action="store_true", help="write over a file that is there already")
    add("--goal", metavar="GOAL", help="muscle, fat-loss, endurance or balanced")
    add("--level", metavar="LEVEL", help="beginner, intermediate or advanced")
    add("--timezone", metavar="ZONE", help="your time zone, such as Europe/Berlin")
    add("--busy", action=Once, metavar="SRC", help=f"your calendar's address or file, or {NO_CALENDAR}")
    add("--sleep", metavar="HOURS", help="when you sleep, such as 22:30-06:00")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Ask for what no flag says, and write the file."""
    from service.config import fresh

    path: Path = arguments.config
    if path.exists() and not arguments.force:
        hint = "Add --force to write over it, or name another file with --config."
        raise UsageError(reason=f"{path} is there already", hint=hint)
    text = fresh.text(_answers(arguments))
    try:
        _write(path.resolve(), text)
    except OSError as error:
        reason = f"{path} could not be written: {(error.strerror or str(error)).lower()}"
        raise UsageError(reason=reason, hint="Name another place with --config.") from error
    named = "" if path == choices.CONFIG else f" --config {path}"
    print(f"Wrote {path}.\nNext: liftrun check{named}")
    return Exit.DONE


def _answers(arguments: argparse.Namespace) -> "Answers":
    """What the flags say, and for the rest what the person says."""
    from service import bootstrap
    from service.config import notation
    from service.config.fresh import Answers

    def calendar(text: str) -> str:
        return _calendar(text, arguments.config.parent)

    zone = bootstrap.machine_zone()
    said = arguments
    # Whoever gives all the other answers as flags runs unattended, and sleep has a usual answer.
    is_unattended = None not in (said.goal, said.level, said.timezone, said.busy)
    sleep = USUAL_SLEEP if said.sleep is None and is_unattended else said.sleep
    return Answers(
        goal=_answer("--goal", said.goal, notation.goal, GOAL, "balanced"),
        level=_answer("--level", said.level, notation.level, LEVEL, "intermediate"),
        zone=_answer("--timezone", said.timezone, notation.zone, ZONE, zone.key if zone else ""),
        calendar=_answer("--busy", said.busy, calendar, CALENDAR, NO_CALENDAR),
        sleep=_answer("--sleep", sleep, notation.sleep, SLEEP, USUAL_SLEEP),
    )


def _answer(flag: str, given: str | None, read: Callable[[str], T], prompt: str, usual: str) -> T:
    from service.cli.question import ask

    said = choices.flag(flag, read, given)
    return ask(prompt, read, usual=usual) if said is None else said


def _calendar(text: str, folder: Path) -> str:
    """The address as the file in `folder` will name it, empty for none."""
    from service.config.address import address, is_url

    if text.casefold() == NO_CALENDAR:
        return ""
    place = address(text)
    if is_url(place):
        return place
    file, folder = Path(place).resolve(), folder.resolve()
    if not file.is_file():
        raise ValueError(f"there is no file {text}")
    return str(file.relative_to(folder) if file.is_relative_to(folder) else file)


def _write(path: Path, text: str) -> None:
    """Put the whole text there in one step, for nobody else to read."""
    from tempfile import mkstemp

    handle, draft = mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    except OSError:
        Path(draft).unlink(missing_ok=True)
        raise
