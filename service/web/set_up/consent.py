"""Runs a Google login that the athlete completes in the browser, and holds its result."""

import logging
from collections.abc import Callable
from datetime import timedelta
from queue import Queue
from threading import Condition, Thread

from service.errors import LiftrunError
from service.ports.consent import PATIENCE, Person

LogIn = Callable[[Person], None]

log = logging.getLogger("liftrun.web")

START_TIMEOUT = timedelta(seconds=10)
"""How long to wait for an address to open, and for the reaction to a pasted line."""


class GoogleLogin:
    """One Google login from its start to its end, in a thread of its own.

    Shape: `address` is the page on which the athlete consents, empty until it is known. Once the login
    `is_over`, `trouble` is the error that ended it, and `is_done` says whether Google gave access.
    """

    def __init__(self, log_in: LogIn, *, patience: timedelta = PATIENCE) -> None:
        self.address = ""
        self.trouble: LiftrunError | None = None
        self.is_over = self.is_done = False
        self._log_in, self._patience = log_in, patience
        self._pasted = Queue[str]()
        self._told = list[str]()
        self._news = Condition()

    def begin(self) -> None:
        """Starts the login; returns when there is an address to open, or an error, or after `TO_BEGIN`."""
        Thread(target=self._run, daemon=True).start()
        with self._news:
            self._news.wait_for(lambda: self.address or self.is_over, START_TIMEOUT.total_seconds())

    def paste(self, line: str) -> bool:
        """Passes on the pasted address of the last page; returns whether the login accepted it."""
        with self._news:
            heard = len(self._told)
            self._pasted.put(f"{line.strip()}\n")
            self._news.wait_for(
                lambda: self.is_over or len(self._told) > heard, START_TIMEOUT.total_seconds()
            )
            return len(self._told) == heard

    def end(self) -> None:
        """Ends the login as if the athlete had refused."""
        self._pasted.put("http://127.0.0.1/?error=access_denied\n")

    def _run(self) -> None:
        person = Person(self._tell, self._browse, iter(self._pasted.get, ""), self._patience)
        trouble, is_done = None, False
        try:
            self._log_in(person)
            is_done = True
        except LiftrunError as error:
            trouble = error
        except Exception:
            log.exception("a login in the set-up broke off")
        finally:
            with self._news:
                self.trouble, self.is_done, self.is_over = trouble, is_done, True
                self._news.notify_all()
            # Ends the thread that still waits for pasted lines.
            self._pasted.put("")

    def _tell(self, line: str) -> None:
        with self._news:
            self._told.append(line)
            self._news.notify_all()

    def _browse(self, address: str) -> bool:
        with self._news:
            self.address = address
            self._news.notify_all()
        return True
