"""`liftrun completion`: prints the script that makes a shell complete Liftrun's commands."""

import argparse
from pathlib import Path
from typing import Any

from service.cli.exit import Exit

SHARE = Path(__file__).parents[1] / "share"

# Each file lies where its shell looks for it below a prefix, so that an installation puts it in place.
SCRIPTS = {
    "bash": SHARE / "bash-completion" / "completions" / "liftrun",
    "zsh": SHARE / "zsh" / "site-functions" / "_liftrun",
    "fish": SHARE / "fish" / "vendor_completions.d" / "liftrun.fish",
}


def declare(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("completion", help="print the script that completes commands in your shell")
    parser.add_argument("shell", choices=tuple(SCRIPTS), metavar="SHELL", help=", ".join(SCRIPTS))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the script."""
    print(SCRIPTS[arguments.shell].read_text(encoding="utf-8"), end="")
    return Exit.DONE
