"""Configures the log of a running service: one line on stderr for each event, without secrets."""

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from enum import StrEnum
from typing import Any

REDACTED = "[kept back]"

SECRET_NAMES = re.compile(
    r"(?i)authorization|cookie|csrf|password|passwd|secret|token|credential|api.?key|private.?key|digest|^key$"
)
"""Names of fields whose values are never logged, whatever the value looks like."""

SECRETS: tuple[tuple[re.Pattern[str], str], ...] = (
    # Of an address only the host is kept: its path, its query and its password may all be secrets.
    (re.compile(r"(?i)\b([a-z][a-z0-9+.-]*)://(?:[^\s/@'\"<>]*@)?([^\s/?#'\"<>]*)[^\s'\"<>]*"), r"\1://\2/…"),
    (re.compile(r"(?i)(/(?:feed|sign-in)/)[^\s'\"<>]*"), r"\1…"),
    (re.compile(r"(?i)\b(bearer|basic)\s+[^\s'\"<>,]+"), rf"\1 {REDACTED}"),
    (
        re.compile(
            r"(?i)\b([\w.-]*(?:password|secret|token|authorization|cookie|csrf))(['\"]?\s*[=:]\s*)\S+"
        ),
        rf"\1\2{REDACTED}",
    ),
    (re.compile(r"(/[^\s?'\"<>]*)\?[^\s'\"<>]+"), r"\1?…"),
    # Our secrets have 43 of these characters, keys 44, digests 64. A long name from source code has no
    # digit among so many characters, and text in small letters only is not as random as a secret.
    (
        re.compile(r"(?=[a-z_-]*[A-Z0-9])[\w-]{40,}={0,2}|(?=[A-Za-z_-]*[0-9])[\w-]{24,}={0,2}", re.ASCII),
        REDACTED,
    ),
)

QUIETER = (
    "alembic",
    "apscheduler",
    "httpx2",
    "httpcore2",
    "googleapiclient",
    "google",
    "uvicorn.error",
)
"""Libraries that log every step they take; they are limited to warnings."""

Record = MutableMapping[str, Any]


class Form(StrEnum):
    """The format of a log line: text for people, or JSON for programs."""

    TEXT = "text"
    JSON = "json"


def configure_logging(form: Form, level: str) -> None:
    """Sets up the logging of this process: the format, and the lowest level, such as INFO."""
    import structlog

    lines = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(),
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            without_secrets,
            _renderer(form),
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(lines)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    quieter = logging.DEBUG if root.level <= logging.DEBUG else max(root.level, logging.WARNING)
    for name in QUIETER:
        logging.getLogger(name).setLevel(quieter)
    # SQLAlchemy logs whole rows, and the contents of calendars are private.
    logging.getLogger("sqlalchemy").setLevel(max(root.level, logging.WARNING))


def without_secrets(_logger: object, _method: str, record: Record) -> Record:
    """The log record with every secret in it replaced, in whatever field it is."""
    return {redacted(name): _value(name, value) for name, value in record.items()}


def redacted(text: str) -> str:
    """The text with every part replaced that may give access to something."""
    for pattern, instead in SECRETS:
        text = pattern.sub(instead, text)
    return text


def _value(name: str, value: Any) -> Any:
    if SECRET_NAMES.search(name):
        return REDACTED
    match value:
        case None | bool() | int() | float():
            return value
        case Mapping():
            return {redacted(str(key)): _value(str(key), each) for key, each in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_value("", each) for each in value]
        case bytes():
            return redacted(value.decode(errors="replace"))
    return redacted(str(value))


def _renderer(form: Form) -> Any:
    import structlog

    if form is Form.JSON:
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(colors=False, sort_keys=False, pad_event_to=0)
