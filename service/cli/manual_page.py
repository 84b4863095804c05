"""The manual page of a command line, written in roff from the parser that also prints `--help`."""

import argparse
from collections.abc import Iterator, Mapping, Sequence

Rows = Sequence[tuple[str, str]]


def manual_page(
    parser: argparse.ArgumentParser, *, version: str, about: str, sections: Mapping[str, Rows]
) -> str:
    """The page: every command and option of the parser, then more sections of names and what they mean.

    Shape: `about` is the text of the description; its paragraphs are parted by empty lines.
    """
    name = parser.prog
    lines = [f'.TH {name.upper()} 1 "" "{name} {version}" "User Commands"']
    lines += [".SH NAME", f"{name} \\- {_text(_as_clause(parser.description or ''))}"]
    lines += [".SH SYNOPSIS", f".B {name}", ".I COMMAND", "[options]"]
    lines += [".SH DESCRIPTION", *_paragraphs(about)]
    lines += [".SH OPTIONS", *_arguments(parser)]
    lines += [".SH COMMANDS", *_commands(parser)]
    for title, rows in sections.items():
        lines += [f".SH {title.upper()}", *_listed(rows)]
    return "\n".join(lines) + "\n"


def _commands(parser: argparse.ArgumentParser) -> Iterator[str]:
    """A section for each command; one that only leads to others is told by theirs."""
    for command, says in commands(parser):
        yield f".SS {_text(command.prog)}"
        yield from _paragraphs(f"{says[:1].upper()}{says[1:]}.")
        yield from _arguments(command)


def commands(parser: argparse.ArgumentParser) -> Iterator[tuple[argparse.ArgumentParser, str]]:
    """Every command that can be run, with what its help says."""
    for action in parser._actions:  # noqa: SLF001  # argparse shows its own to nobody
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            says = {choice.dest: choice.help or "" for choice in action._choices_actions}  # noqa: SLF001
            for name, command in action.choices.items():
                deeper = list(commands(command))
                yield from deeper or [(command, says[name])]


def arguments(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """What a parser takes and tells of, without its commands and without `--help`."""
    for action in parser._actions:  # noqa: SLF001
        is_told = action.help != argparse.SUPPRESS
        if is_told and not isinstance(action, argparse._SubParsersAction | argparse._HelpAction):  # noqa: SLF001
            yield action


def _arguments(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in arguments(parser):
        yield from (".TP", _heading(action), _text(action.help or ""))


def _heading(action: argparse.Action) -> str:
    takes = "" if action.nargs == 0 else rf"\fI{_text(_placeholder(action))}\fR"
    names = ", ".join(rf"\fB{_text(name)}\fR" for name in action.option_strings)
    return " ".join(part for part in (names, takes) if part)


def _placeholder(action: argparse.Action) -> str:
    if action.metavar is None and action.choices is not None:
        return "|".join(str(choice) for choice in action.choices)
    return str(action.metavar or action.dest)


def _listed(rows: Rows) -> Iterator[str]:
    for name, means in rows:
        yield from (".TP", rf"\fB{_text(name)}\fR", _text(means))


def _paragraphs(text: str) -> Iterator[str]:
    for number, paragraph in enumerate(text.strip().split("\n\n")):
        yield from ([".PP"] if number else [])
        yield _text(" ".join(paragraph.split()))


def _text(text: str) -> str:
    """The text with nothing in it that roff would take for a request, or set as another character."""
    marked = text.replace("\\", r"\e").replace("-", r"\-").replace("`", r"\(ga").replace("'", r"\(aq")
    return rf"\&{marked}" if marked.startswith(".") else marked


def _as_clause(sentence: str) -> str:
    return f"{sentence[:1].lower()}{sentence[1:]}".rstrip(".")
