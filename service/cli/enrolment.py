"""How one more athlete comes to a service: with a file that is theirs alone, and without losing anybody."""

import argparse
import re
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from service.cli import config_flags, init
from service.errors import UsageError

if TYPE_CHECKING:
    from service.cli.service_context import WholeService
    from service.config import Config

FOLDER = "athletes"


def enrol(arguments: argparse.Namespace, service: "WholeService") -> tuple[str, Path]:
    """Take in the athlete who was named; their name and file.

    Errors: UsageError, ConfigurationError; nothing is changed then.
    """
    from service.ports.roster import Enrolled

    name = _free_name(arguments.name, service)
    file = _own_file(arguments, service, name)
    _say_who_else_reads(service, file, _read(file), name)
    if arguments.config is not None:
        _say_who_signs_in(arguments, service, name)
    _bring_along(service, name)
    service.directory.roster.enrol(Enrolled(name, file.resolve(), service.now))
    return name, file


def _free_name(name: str, service: "WholeService") -> str:
    from service.domain.athlete import NAME

    if not re.fullmatch(NAME, name):
        hint = "Letters, digits and @ . - _ will do, 64 at most."
        raise UsageError(reason=f"{name!r} is no name for an athlete", hint=hint)
    for other in service.directory.roster.every():
        # Some machines take Anna.toml and anna.toml for one file.
        if other.name.casefold() == name.casefold():
            hint = f"They are planned for by {other.config}; choose another name."
            raise UsageError(reason=f"there is an athlete {other.name} already", hint=hint)
    return name


def _own_file(arguments: argparse.Namespace, service: "WholeService", name: str) -> Path:
    """The file that speaks of them and of nobody else, written if none was named."""
    given: Path | None = arguments.config
    main, sole = service.directory.config, _sole(service)
    if given is not None:
        _refuse_shared(given, service)
        if sole not in (None, name) and _is_same(given, main):
            hint = f"Add them as {sole}: what is kept of them is kept under that name."
            raise UsageError(reason=f"{given} speaks of {sole}", hint=hint)
    if sole == name and not (given and _is_same(given, main)):
        hint = f"Choose another name, or add that one: `liftrun athlete add {name} --config {main}`."
        raise UsageError(reason=f"{main} speaks of an athlete {name} already", hint=hint)
    return given if given is not None else _fresh(arguments, service, name)


def _refuse_shared(file: Path, service: "WholeService") -> None:
    for other in service.directory.roster.every():
        if _is_same(file, other.config):
            hint = "Copy it, and name the copy."
            raise UsageError(reason=f"{file} is the file of {other.name} already", hint=hint)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one.resolve() == other.resolve()


def _fresh(arguments: argparse.Namespace, service: "WholeService", name: str) -> Path:
    """A new file beside the service's own, of the answers to the same questions as ever."""
    from dataclasses import replace

    from service.config import new_config, private_file

    path = service.directory.config.parent / FOLDER / f"{name}.toml"
    there = UsageError(
        reason=f"{path} is there already",
        hint=f"To go by it: `liftrun athlete add {name} --config {path}`.",
    )
    if path.exists():
        raise there
    # Before the questions: whoever does not want that can still leave.
    _say_who_signs_in(arguments, service, name)
    asked = argparse.Namespace(**{**vars(arguments), "config": path})
    text = new_config.text(replace(init.answers(asked), id=name))
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        private_file.make(path.resolve(), f"{text}{_storage(service)}")
    except FileExistsError as error:
        raise there from error
    except OSError as error:
        reason = f"{path} could not be written: {(error.strerror or str(error)).lower()}"
        raise UsageError(reason=reason, hint="Write it elsewhere, and name it with --config.") from error
    return path


def _storage(service: "WholeService") -> str:
    """The table that has other commands find what the service keeps of them."""
    import json

    place = service.config.database if service.config else ""
    if not place:
        return ""
    place = place if "://" in place else str(Path(place).resolve())
    return f"\n[storage]\ndatabase = {json.dumps(place, ensure_ascii=False)}\n"


def _read(file: Path) -> "Config":
    from service.config import load

    return load(file, usual_zone=config_flags.machine_zone)


def _say_who_else_reads(service: "WholeService", file: Path, config: "Config", name: str) -> None:
    """Warn of what other commands would make of the file."""
    if config.athlete.id != name:
        _warn(
            f'write id = "{name}" under [athlete] in {file}; other commands take it for {config.athlete.id}'
        )
    own = service.config.database if service.config else ""
    if config.database and config.database != own and not _is_same(Path(config.database), Path(own or ".")):
        _warn(f"the service keeps everything in one database, not in the one that {file} names")


def _bring_along(service: "WholeService", name: str) -> None:
    """Enrol whom the service planned for alone, who would be forgotten by it otherwise."""
    from service.ports.roster import Enrolled

    sole = _sole(service)
    if sole is None or sole == name:
        return
    service.directory.roster.enrol(Enrolled(sole, service.directory.config.resolve(), service.now))


def _say_who_signs_in(arguments: argparse.Namespace, service: "WholeService", name: str) -> None:
    """Tell whom the service plans for alone that its page will no longer open by itself."""
    sole = _sole(service)
    if sole is None or sole == name:
        return
    named = [] if arguments.service is None else ["--service", str(arguments.service)]
    # An address may hold a password.
    if arguments.database and "://" not in arguments.database:
        named += ["--database", arguments.database]
    print(
        f"note: {sole} ({service.directory.config}) goes on, and has to sign in once {name} is added, also "
        f"on this machine: `{shlex.join(['liftrun', 'athlete', 'link', sole, *named])}`",
        file=sys.stderr,
    )


def _sole(service: "WholeService") -> str | None:
    """Whom the service plans for without a roster."""
    if service.directory.has_roster or service.config is None:
        return None
    return service.config.athlete.id


def _warn(sentence: str) -> None:
    print(f"warning: {sentence}", file=sys.stderr)
