"""Turns pydantic's errors into sentences that name the key and what was expected."""

import json
from collections.abc import Sequence
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from service.config.notation import nearest
from service.config.tables.table import Table

Step = int | str

EXPECTED = {
    "missing": "is missing",
    "int_type": "should be a whole number",
    "string_type": "should be text in quotes",
    "bool_type": "should be true or false",
    "list_type": "should be a list in [ ]",
    "model_type": "should be a table of keys",
    "dict_type": "should be a table of keys",
    "string_pattern_mismatch": "should be short, of letters and digits, without spaces",
}
LONGEST_SHOWN = 40


class Problems(tuple[str, ...]):
    """Every problem of a configuration file; as text they are one line."""

    __slots__ = ()

    def __str__(self) -> str:
        return "; ".join(self)


def problems(error: ValidationError, document: dict[str, Any], model: type[Table]) -> Problems:
    """One sentence for each error, in the order of the tables."""
    return Problems(_sentence(detail, document, model) for detail in error.errors())


def _sentence(detail: ErrorDetails, document: dict[str, Any], model: type[Table]) -> str:
    path = _written(detail["loc"], document)
    if detail["type"] == "missing":
        path = detail["loc"]
    return f"{_called(path)}: {_expected(detail, model)}"


def _expected(detail: ErrorDetails, model: type[Table]) -> str:
    kind, path = detail["type"], detail["loc"]
    if kind == "extra_forbidden":
        return f"is no known key, {nearest(str(path[-1]), _keys_beside(path, model))}"
    if kind == "value_error":
        return str(detail["ctx"]["error"])
    if kind == "list_type" and len(path) == 1:
        return f"should be written [[{path[0]}]], with double brackets"
    expected = EXPECTED.get(kind) or detail["msg"].replace("Input should", "should").replace("String", "text")
    return f"{expected}{_instead(detail['input'])}"


def _instead(value: object) -> str:
    """The end of a sentence with the value found; empty for a long value, a table, or a possible secret."""
    if not isinstance(value, bool | int | float | str):
        return ""
    shown = json.dumps(value, ensure_ascii=False)
    return f", not {shown}" if len(shown) <= LONGEST_SHOWN and "://" not in shown else ""


def _written(path: Sequence[Step], document: Any) -> Sequence[Step]:
    """The part of the path that exists in the file; a validator may report a deeper path."""
    for depth, step in enumerate(path):
        is_key = isinstance(document, dict) and step in document
        is_place = isinstance(document, list) and isinstance(step, int) and step < len(document)
        if not (is_key or is_place):
            return path[:depth]
        document = document[step]
    return path


def _called(path: Sequence[Step]) -> str:
    words = (f" #{step + 1}" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(words).removeprefix(".")


def _keys_beside(path: Sequence[Step], model: type[Table]) -> Sequence[str]:
    for step in path[:-1]:
        if isinstance(step, str):
            written: Any = model.model_fields[step].annotation
            model = next(iter(get_args(written)), written)
    return [field.alias or name for name, field in model.model_fields.items()]
