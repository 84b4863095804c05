"""What a running service writes down: a line on stderr for each thing that happens, and no secret in it."""

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from enum import StrEnum
from typing import Any

KEPT_BACK = "[kept back]"

SECRET_NAMES = re.compile(
    r"(?i)authorization|cookie|csrf|password|passwd|secret|token|credential|api.?key|private.?key|digest|^key$"
)
"""Whatever bears such a name is nobody's business, whatever it looks like."""

SECRETS: tuple[tuple[re.Pattern[str], str], ...] = (
    # Of an address only where it leads: a path, a query and a user's password may all let somebody in.
    (re.compile(r"(?i)\b([a-z][a-z0-9+.-]*)://(?:[^\s/@'\"<>]*@)?([^\s/?#'\"<>]*)[^\s'\"<>]*"), r"\1://\2/…"),
    (re.compile(r"(?i)(/(?:feed|sign-in)/)[^\s'\"<>]*"), r"\1…"),
    (re.compile(r"(?i)\b(bearer|basic)\s+[^\s'\"<>,]+"), rf"\1 {KEPT_BACK}"),
    (
        re.compile(
            r"(?i)\b([\w.-]*(?:password|secret|token|authorization|cookie|csrf))(['\"]?\s*[=:]\s*)\S+"
        ),
        rf"\1\2{KEPT_BACK}",
    ),
    (re.compile(r"(/[^\s?'\"<>]*)\?[^\s'\"<>]+"), r"\1?…"),
    # Ours are 43 of these characters, keys 44, digests 64. Names in a program's own words have no digit
    # among so many, and none in small letters throughout is as random as a secret.
    (
        re.compile(r"(?=[a-z_-]*[A-Z0-9])[\w-]{40,}={0,2}|(?=[A-Za-z_-]*[0-9])[\w-]{24,}={0,2}", re.ASCII),
        KEPT_BACK,
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
"""Libraries that tell of every step they take."""

Record = MutableMapping[str, Any]


class Form(StrEnum):
    """How a line looks: for people, or for programs."""

    TEXT = "text"
    JSON = "json"


def write_down(form: Form, level: str) -> None:
    """Have everything that is logged in this process written so, from this level on, such as INFO."""
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
    # It writes down whole rows, and what stands in calendars is nobody's business.
    logging.getLogger("sqlalchemy").setLevel(max(root.level, logging.WARNING))


def without_secrets(_logger: object, _method: str, record: Record) -> Record:
    """The record with every secret in it kept back, wherever it stands."""
    return {told(name): _value(name, value) for name, value in record.items()}


def told(text: str) -> str:
    """The text with what may let somebody in kept back."""
    for pattern, instead in SECRETS:
        text = pattern.sub(instead, text)
    return text


def _value(name: str, value: Any) -> Any:
    if SECRET_NAMES.search(name):
        return KEPT_BACK
    match value:
        case None | bool() | int() | float():
            return value
        case Mapping():
            return {told(str(key)): _value(str(key), each) for key, each in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_value("", each) for each in value]
        case bytes():
            return told(value.decode(errors="replace"))
    return told(str(value))


def _renderer(form: Form) -> Any:
    import structlog

    if form is Form.JSON:
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(colors=False, sort_keys=False, pad_event_to=0)
