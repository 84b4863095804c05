"""The files made from the command line's parser, the manual page and the completions: `make manual`."""

import argparse
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from service.cli.commands.completion import SCRIPTS, SHARE
from service.cli.exit import Exit
from service.cli.main import _parser as parser
from service.cli.manual_page import Rows, arguments, commands, manual_page

PAGE = SHARE / "man" / "man1" / "liftrun.1"

ABOUT = """
Liftrun reads when you are busy, places the week's lifting and running in the hours that are left,
and writes the sessions into a calendar.

It sends requests to the calendars, the mail server, the webhook and the database server that you name,
and to nobody else.
"""

STATUS: dict[Exit, str] = {
    Exit.DONE: "Done.",
    Exit.BUG: "A bug in Liftrun; --debug shows where.",
    Exit.CONFIGURATION: "The configuration or the command line is wrong.",
    Exit.NO_ROOM: "The week has no room for every session, or an audit or doctor has found something.",
    Exit.REFUSED: "Refused as unsafe.",
    Exit.CALENDAR: "A calendar could not be read or written.",
    Exit.INTERRUPTED: "Interrupted from the keyboard.",
}

ENVIRONMENT: Rows = (
    ("LIFTRUN_DATABASE", "The database, where no --database names one."),
    ("LIFTRUN_KEY", "The key that seals logins in the database; it goes before the key file."),
    ("LIFTRUN_METRICS_TOKEN", "The bearer token by which other machines may read /metrics of serve."),
)

FILES: Rows = (("config.toml", "The settings, in the current folder unless --config names another file."),)

FILE_WORDS = ("FILE", "FILE.ics", "FILE_OR_URL", "SRC")
"""The placeholders for which a shell offers files."""


def made() -> Iterator[tuple[Path, str]]:
    """Each file, and what it should hold."""
    import shtab

    yield PAGE, page()
    for shell, file in SCRIPTS.items():
        yield file, shtab.complete(_hinted(parser()), shell)


def page() -> str:
    """The manual page, in roff."""
    sections = {
        "Exit status": [(str(int(code)), says) for code, says in STATUS.items()],
        "Environment": ENVIRONMENT,
        "Files": FILES,
    }
    return manual_page(parser(), version=version("liftrun"), about=ABOUT, sections=sections)


def _hinted(whole: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """The parser, with words to offer where an argument takes one of few, and files where it takes a file."""
    import shtab

    words = _words()
    for command, _ in commands(whole):
        for action in arguments(command):
            if action.metavar in FILE_WORDS:
                action.complete = shtab.FILE  # type: ignore[attr-defined]
            elif action.choices is None:
                action.choices = words.get((action.dest, str(action.metavar)))
    return whole


def _words() -> dict[tuple[str, str], list[str]]:
    """The words that an argument of this name and placeholder takes."""
    from service.domain.training import Goal, Level
    from service.prescription.check_in import Feeling
    from service.prescription.template import TEMPLATES
    from service.rules import RULEBOOK

    return {
        ("goal", "GOAL"): [*Goal],
        ("level", "LEVEL"): [*Level],
        ("feeling", "WORD"): [*Feeling],
        ("template", "NAME"): [*TEMPLATES],
        ("id", "ID"): [rule.card.id for rule in RULEBOOK],
    }


if __name__ == "__main__":
    for file, text in made():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
