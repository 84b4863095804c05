"""`liftrun history`: lists the versions of the plan, or what one version changed."""

import argparse
from itertools import zip_longest
from typing import Any

from service.cli.exit import Exit
from service.cli.inputs import config_flags
from service.cli.inputs.stored_athlete import kept
from service.errors import UsageError

SHOWN = 20
LONGEST = 9
"""The most digits of a version number; no plan has that many versions."""


def declare(commands: Any) -> None:
    """Add the `liftrun history` command and its flags."""
    parser = commands.add_parser("history", help="list the versions of your plan, or what one changed")
    parser.add_argument("number", nargs="?", metavar="N", help="say what this version changed")
    config_flags.declare(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the newest versions, or how one version differs from the version before it.

    Errors: UsageError for an unknown version.
    """
    from service.usecases.history.describe_version import changes, headline

    number = config_flags.flag("N", _number, arguments.number)
    config = config_flags.configuration(arguments)
    plans, zone = kept(arguments, config)().plans, config.athlete.zone
    if number is None:
        # One more than is shown: a headline takes the names of removed sessions from the version before.
        found = plans.versions(limit=SHOWN + 1)
        lines = [headline(v, zone, before=before) for v, before in zip_longest(found, found[1:])][:SHOWN]
        print("\n".join(lines) or "Nothing is planned yet.")
        return Exit.DONE
    version = plans.version(number)
    if version is None:
        raise UsageError(reason=f"there is no version {number}", hint="`liftrun history` lists them.")
    before = plans.version(number - 1)
    print(headline(version, zone, before=before))
    print("\n".join(f"  {line}" for line in changes(version, before, zone)))
    return Exit.DONE


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= LONGEST):
        raise ValueError(f"should be the number of a version, not {text}")
    return int(text)
