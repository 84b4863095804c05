"""The service that a command works on: its configuration, its athletes and its database."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from service.cli.inputs import config_flags, database_flag
from service.errors import UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from service.athletes.context import AthleteContext
    from service.athletes.directory import AthleteDirectory
    from service.config import Config
    from service.ports.token_store import TokenStore

SET_UP = "Answer the questions of `liftrun serve` in your browser, or those of `liftrun init` here."


@dataclass(frozen=True)
class OpenService:
    """One service as a command sees it, running or not.

    Shape: `config` is None for a service without a configuration of its own.
    """

    directory: "AthleteDirectory"
    tokens: "TokenStore"
    config: "Config | None"
    now: "datetime"

    @property
    def address(self) -> str:
        """The address of the service for people, as configured, without a slash at its end."""
        from service.config.serving import Serving

        link = self.config.feed.link if self.config else ""
        return link.rstrip("/") or (self.config.serving if self.config else Serving()).address

    def is_reachable_from_elsewhere(self, address: str) -> bool:
        """Whether other machines can reach a service at this address."""
        from urllib.parse import urlsplit

        from service.config.serving import is_loopback

        return not is_loopback(urlsplit(address).hostname or "")

    def context(self, name: str | None, *, asked: str) -> "AthleteContext":
        """The context of the named athlete, or of the only one.

        Shape: `asked` is the command that the hint of an error suggests, with an athlete's name added.
        Errors: UsageError when there is no such athlete, or several and none is named; ConfigurationError.
        """
        names = self.directory.names()
        if name is None and len(names) > 1:
            raise UsageError(reason="there are several athletes", hint=_each(names, asked))
        if not names:
            hint = f"{SET_UP} For several people: `liftrun athlete add NAME`."
            raise UsageError(reason="nobody is planned for yet", hint=hint)
        if name is not None and name not in names:
            raise UsageError(reason=f"there is no athlete {name}", hint=_each(names, asked))
        return self.directory.of(names[0] if name is None else name)

    def sign_in(self, context: "AthleteContext", *, is_new: bool = False) -> str:
        """The sign-in link of an athlete; with `is_new` a new one, which ends the old link and every sign-in.

        Errors: VaultLocked.
        """
        from service.usecases.credentials.sign_in_link import roll_link, sign_in_link

        give = roll_link if is_new else sign_in_link
        secret = give(context.athlete, self.tokens, context.archive.vault, now=self.now)
        return f"{self.address}/sign-in/{secret}"


def _each(names: Sequence[str], asked: str) -> str:
    return f"Choose one of: {', '.join(f'`{asked} {name}`' for name in names)}."


def declare(parser: argparse.ArgumentParser, *flags: str) -> None:
    """Add `--service` and `--database`, which choose the service; `flags` are more names for `--service`."""
    help_ = f"the service's own settings; {config_flags.CONFIG} here if there is one"
    parser.add_argument(*flags, "--service", dest="service", type=Path, metavar="FILE", help=help_)
    database_flag.declare(parser)


@contextmanager
def opened(arguments: argparse.Namespace) -> Iterator[OpenService]:
    """Open the service that the arguments choose; its database is closed at the end.

    Errors: ConfigurationError, StorageUnusable.
    """
    from service import bootstrap
    from service.athletes.directory import AthleteDirectory
    from service.config import load
    from service.storage.stores.token_store import DatabaseTokenStore

    place_of_database: Path | None = arguments.service
    path = place_of_database or config_flags.CONFIG
    config = load(path, usual_zone=config_flags.machine_zone) if place_of_database or path.exists() else None
    with database_flag.database(arguments, config.database if config else "") as database:
        directory = AthleteDirectory(database, path, config_flags.machine_zone)
        yield OpenService(directory, DatabaseTokenStore(database), config, bootstrap.clock().now())
