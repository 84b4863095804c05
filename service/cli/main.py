"""The `liftrun` command: runs a subcommand, and turns every error into one line and a hint."""

import argparse
import errno
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from typing import Any, NoReturn

from service.cli.command_table import COMMANDS
from service.cli.exit import Exit, exit_for
from service.errors import LiftrunError, OutputUnwritable, UsageError

NO_ROOM = {errno.ENOSPC, errno.EIO, errno.EFBIG, errno.EDQUOT}


class Parser(argparse.ArgumentParser):
    """A parser that raises UsageError, where argparse would print a page of usage and exit."""

    def error(self, message: str) -> NoReturn:
        """Raise the message as a UsageError."""
        raise UsageError(reason=message, hint=f"See `{self.prog} --help`.")

    def _print_message(self, message: str, file: Any = None) -> None:
        # argparse passes over a page of help that could not be written.
        (file or sys.stderr).write(message)

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
    _prepare_streams()
    debug = "--debug" in argv
    try:
        return _run(argv)
    except LiftrunError as error:
        return _tell(f"{error}", error.hint, exit_for(error), debug=debug)
    except BrokenPipeError:
        # The reader of the pipe has closed it, as `head` does, so a message would have no reader.
        _drop_output()
        return Exit.DONE
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except Exception as error:  # noqa: BLE001  # a traceback is printed only with --debug
        reason = f"{type(error).__name__}: {error}".splitlines()[0]
        hint = "This is a bug in Liftrun. Run it again with --debug and report what it prints."
        return _tell(reason, hint, Exit.BUG, debug=debug)


def _run(argv: Sequence[str]) -> int:
    """Run one command, until everything that it printed is written.

    Errors: OutputUnwritable when standard output takes no more, as on a full disk.
    """
    try:
        try:
            arguments = parser_for(argv).parse_args(argv)
            run: Callable[[argparse.Namespace], int] = arguments.run
            code = run(arguments)
        finally:
            # Also when argparse exits, after a page of help.
            sys.stdout.flush()
    except OSError as error:
        # Errors of files bear a name; that of a stream has none.
        if error.errno not in NO_ROOM or error.filename is not None:
            raise
        _drop_output()
        raise OutputUnwritable(reason=(error.strerror or str(error)).lower()) from error
    return code


def _prepare_streams() -> None:
    """Have all three streams, also where the caller has closed one, and lose no output over a letter."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123  # for good
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # An emoji in a title must not end the command on a terminal that knows only ASCII.
            stream.reconfigure(errors="replace")


def _drop_output() -> None:
    """Have what is still in the buffer go nowhere: the interpreter writes it once more when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def parser_for(argv: Sequence[str]) -> Parser:
    """The parser for these arguments, which knows the flags of the command they name, and of no other."""
    named = next((word for word in argv if not word.startswith("-")), "")
    return _parser([COMMANDS[named].module] if named in COMMANDS else [])


def whole_parser() -> Parser:
    """The parser that knows the flags of every command."""
    return _parser(dict.fromkeys(command.module for command in COMMANDS.values()))


def _parser(modules: Iterable[str]) -> Parser:
    """The parser that knows the names of all commands, and the flags of those in `modules`."""
    parser = Parser(prog="liftrun", description="Finds the hours for a person who both lifts and runs.")
    parser.add_argument("--debug", action="store_true", help="show where an error happened")
    parser.add_argument("--version", action=Version, nargs=0, help="say which Liftrun this is")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=Parser)
    known = {name: commands.add_parser(name, help=command.summary) for name, command in COMMANDS.items()}
    for module in modules:
        import_module(f"service.cli.commands.{module}").declare(known)
    for subparser in known.values():
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
    with suppress(OSError):  # where nothing can be written the exit code must do
        print(f"liftrun: {one_line}\nhint: {hint}", file=sys.stderr, flush=True)
    return code
