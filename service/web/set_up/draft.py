"""Holds the answers that were entered so far in the set-up."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from service.config import new_config, private_file
from service.web.set_up import client_file
from service.web.set_up.client_file import ClientFile
from service.web.set_up.consent import GoogleLogin
from service.web.set_up.form import CALENDAR, GOOGLE, answers, first_wrong, usual, wrong

if TYPE_CHECKING:
    from service.config import Config
    from service.ports.consent import Person
    from service.storage.archive import Archive
    from service.web.service import Service

Understood = Callable[[new_config.Answers, Path], "Config"]


class SetUp:
    """The set-up of one service, kept in memory until its last step.

    Shape: `said` holds every answer as it was entered. `knows_zone` says whether the time zone was entered,
    not only guessed. `consent` is the newest Google login, None before the first. `connected` is the entered
    client for which a login succeeded, empty for none.
    """

    def __init__(self, service: "Service", understood: Understood = new_config.config) -> None:
        from service import bootstrap

        self.said = usual(bootstrap.machine_zone())
        self.consent: GoogleLogin | None = None
        self.connected, self.knows_zone = "", False
        self._service, self._understood = service, understood
        self._lock = Lock()

    @property
    def client(self) -> ClientFile:
        """The Google client file as it was entered."""
        return ClientFile(self.said["client"], self._service.directory.config.resolve().parent)

    @property
    def answers(self) -> new_config.Answers:
        """The values of all answers; may be used only when no answer is wrong."""
        return answers(self.said, google=self.client.name if self.is_google else "")

    @property
    def config(self) -> "Config":
        """The configuration that the set-up will write."""
        return self._understood(self.answers, self.client.folder)

    @property
    def archive(self) -> "Archive":
        """The storage of the athlete who is set up."""
        from service.storage.archive import Archive

        return Archive(self._service.directory.database, self.config.athlete.id)

    @property
    def known(self) -> tuple[str, ...]:
        """Athletes whose plans are stored already, although there is no configuration."""
        from service.storage.athletes_with_plans import athletes_with_plans

        return athletes_with_plans(self._service.directory.database)

    @property
    def is_google(self) -> bool:
        """Whether a Google calendar is to be read."""
        return self.said["road"] == GOOGLE

    @property
    def is_connected(self) -> bool:
        """Whether a Google login succeeded with the client that is entered now."""
        return bool(self.connected) and self.connected == self.said["client"]

    def wrong(self, step: str) -> dict[str, str]:
        """The wrong answers of one step: a sentence for each of these questions, in order."""
        found = wrong(self.said, step)
        if step == CALENDAR and self.is_google and not found:
            try:
                _ = self.client.text
            except ValueError as error:
                return {"client": str(error)}
        return found

    def first_wrong(self) -> str | None:
        """The first step that is not finished; None when the week can be planned."""
        if self.is_google and not self.is_connected:
            return first_wrong(self.said) or CALENDAR
        return first_wrong(self.said)

    def connect(self) -> GoogleLogin:
        """Starts a Google login with the entered client, and ends an earlier one."""
        with self._lock:
            if self.consent:
                self.consent.end()
            said, self.connected = self.said["client"], ""
            self.consent = consent = GoogleLogin(lambda person: self._log_in(person, said))
        consent.begin()
        return consent

    def write(self) -> None:
        """Writes the configuration, and beside it the Google client file if it was pasted.

        Errors: OSError; FileExistsError when a configuration exists by now, which is left unchanged.
        """
        text, config = new_config.text(self.answers), self._service.directory.config
        with self._lock:
            if config.exists():
                raise FileExistsError(config)
            if self.is_google:
                self.client.keep()
            private_file.make(config.resolve(), text)

    def _log_in(self, person: "Person", said: str) -> None:
        from service import bootstrap

        with TemporaryDirectory() as folder:
            # In a temporary folder, because only the last step may write files that stay.
            client = ClientFile(said, self.client.folder)
            private_file.make(Path(folder) / client_file.NAME, client.text)
            config = self._understood(replace(self.answers, google=client_file.NAME), Path(folder))
            account = bootstrap.google_account(config.google, self.archive.vault)
            account.log_in(config.calendars, config.targets, person, now=self._service.clock.now())
        self.connected = said


def set_up_of(request: Request) -> SetUp:
    """The set-up of the service that answers this request."""
    found: SetUp = request.app.state.set_up
    return found


SetUpHere = Annotated[SetUp, Depends(set_up_of)]
