"""Reads the training log from a CSV file, or reports what is wrong with the file."""

from integrations.diary.settings import DiarySettings
from integrations.diary.wire import COLUMNS, LogErrors, understand
from service.domain.log import Logged
from service.errors import ConfigurationError

SIZE_LIMIT = 16 * 1024 * 1024
"""In bytes; a lifetime of training takes one MiB."""

FIRST_ROW = ",".join(COLUMNS)


class DiaryTrainingLog:
    """Implements the training log port with one CSV file.

    Errors: ConfigurationError, with a hint how to write the file.
    """

    def __init__(self, settings: DiarySettings) -> None:
        self._settings = settings

    @property
    def name(self) -> str:
        """What the athlete calls this log."""
        return self._settings.name

    def read(self) -> tuple[Logged, ...]:
        """Reads every logged session in the file, in order of days."""
        try:
            with self._settings.path.open("rb") as file:
                raw = file.read(SIZE_LIMIT + 1)
            if len(raw) > SIZE_LIMIT:
                raise self._wrong(f"is larger than {SIZE_LIMIT // 1024 // 1024} MiB")
            return understand(raw.decode("utf-8-sig"), self._settings.zone)
        except FileNotFoundError as error:
            hint = f"Begin it with the row {FIRST_ROW}, or take [log] out of the configuration."
            raise self._wrong("there is no such file", hint=hint) from error
        except OSError as error:
            raise self._wrong(f"cannot be read: {(error.strerror or str(error)).lower()}") from error
        except UnicodeDecodeError as error:
            raise self._wrong("is not written in UTF-8") from error
        except LogErrors as error:
            raise self._wrong(str(error)) from error

    def _wrong(self, problem: str, hint: str | None = None) -> ConfigurationError:
        hint = hint or "A row is such as 2026-11-23,2026-11-23T18:00,easy,40,easy,done; most may stay empty."
        return ConfigurationError(path=self.name, problems=problem, hint=hint)
