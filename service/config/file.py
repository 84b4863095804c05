"""Reads a configuration file, or reports everything that is wrong with it."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from service.config import Config
from service.config.document import WholeDocument
from service.config.problems import Problems, problems
from service.errors import ConfigurationError


def read(path: Path, *, usual_zone: Callable[[], ZoneInfo]) -> Config:
    """Read and check a configuration file.

    Shape: relative paths start in the file's folder. `usual_zone` is called only when the file names no
    time zone.
    Errors: ConfigurationError with every problem of the file.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        document = WholeDocument.model_validate(tables)
    except FileNotFoundError as error:
        hint = "Write one with `liftrun init`, or name another with --config."
        raise _wrong(path, "there is no such file", hint=hint) from error
    except OSError as error:
        raise _wrong(path, f"cannot be read: {(error.strerror or str(error)).lower()}") from error
    except UnicodeDecodeError as error:
        raise _wrong(path, "is not written in UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise _wrong(path, f"is no TOML: {error}") from error
    except RecursionError as error:
        raise _wrong(path, "is no TOML that can be read: it is nested too deeply") from error
    except ValidationError as error:
        raise _wrong(path, *problems(error, tables, WholeDocument)) from error
    except ValueError as error:
        # Python reads no number of more than 4,300 digits.
        raise _wrong(path, "is no TOML that can be read: a number in it is too long") from error
    return document.config(folder=path.parent, zone=document.athlete.timezone or usual_zone())


def _wrong(path: Path, *problems: str, hint: str | None = None) -> ConfigurationError:
    return ConfigurationError(path=path, problems=Problems(problems), hint=hint)
