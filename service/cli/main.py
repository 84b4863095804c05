"""The `liftrun` command: runs a subcommand, and turns every error into one line and a hint."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from typing import NoReturn

from service.cli.commands import (
    athlete,
    audit,
    backup,
    busy,
    caldav,
    check,
    completion,
    decisions,
    doctor,
    feed,
    google,
    history,
    init,
    plan,
    rules,
    serve,
    sync,
    undo,
    why,
    why_not,
)
from service.cli.exit import Exit, exit_for
from service.errors import LiftrunError, UsageError

COMMANDS = (
    plan,
    sync,
    decisions,
    history,
    undo,
    why,
    why_not,
    audit,
    busy,
    init,
    google,
    caldav,
    check,
    rules,
    serve,
    athlete,
    feed,
    doctor,
    backup,
    completion,
)


class Parser(argparse.ArgumentParser):
    """A parser that raises UsageError, where argparse would print a page of usage and exit."""

    def error(self, message: str) -> NoReturn:
        """Raise the message as a UsageError."""
        raise UsageError(reason=message, hint=f"See `{self.prog} --help`.")

    def _check_value(self, action: argparse.Action, value: object) -> None:
        choices = [str(choice) for choice in action.choices or ()]
        if choices and value not in choices:
            raise UsageError(reason=f"{value} is not known here", hint=_suggestion(str(value), choices))


class Version(argparse.Action):
    """The `--version` flag; the version is looked up only when the flag is given."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        """Print the version and exit."""
        from importlib.metadata import version

        print(f"liftrun {version('liftrun')}")
        parser.exit()


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    argv = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # An emoji in a title must not end the command on a terminal that knows only ASCII.
            stream.reconfigure(errors="replace")
    debug = "--debug" in argv
    try:
        arguments = _parser().parse_args(argv)
        run: Callable[[argparse.Namespace], int] = arguments.run
        return run(arguments)
    except LiftrunError as error:
        return _tell(f"{error}", error.hint, exit_for(error), debug=debug)
    except BrokenPipeError:
        # The reader of the pipe has closed it, as `head` does, so a message would have no reader.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except Exception as error:  # noqa: BLE001  # a traceback is printed only with --debug
        reason = f"{type(error).__name__}: {error}".splitlines()[0]
        hint = "This is a bug in Liftrun. Run it again with --debug and report what it prints."
        return _tell(reason, hint, Exit.BUG, debug=debug)


def _parser() -> Parser:
    parser = Parser(prog="liftrun", description="Finds the hours for a person who both lifts and runs.")
    parser.add_argument("--debug", action="store_true", help="show where an error happened")
    parser.add_argument("--version", action=Version, nargs=0, help="say which Liftrun this is")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=Parser)
    for command in COMMANDS:
        command.declare(commands)
    for subparser in commands.choices.values():
        subparser.add_argument("--debug", action="store_true", help=argparse.SUPPRESS)
    return parser


def _suggestion(value: str, choices: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(value, choices, 1)
    return f"Did you mean {near[0]}?" if near else f"Choose one of: {', '.join(choices)}."


def _tell(message: str, hint: str, code: Exit, *, debug: bool) -> int:
    if debug:
        import traceback

        traceback.print_exc()
    one_line = " ".join(message.split())
    print(f"liftrun: {one_line}\nhint: {hint}", file=sys.stderr)
    return code
