"""Reduces a response to the fields that the `fields` parameter names.

Source: developers.google.com/workspace/calendar/api/guides/performance#partial-response
"""

import re
from typing import Any

from tests.fakes.google.api_error import invalid

Mask = dict[str, "Mask"]


def partial(document: dict[str, Any], fields: str) -> dict[str, Any]:
    """Errors: 400 for a mask that is none."""
    return _only(document, _mask(fields)) if fields else document


def _mask(fields: str) -> Mask:
    """What `items(id,start/date),etag` names, as nested maps; an empty map is all of it."""
    tokens = re.findall(r"[^,()/\s]+|[,()/]", fields)
    mask: Mask = {}
    stack, here = [mask], mask
    for token in tokens:
        match token:
            case ",":
                here = stack[-1]
            case "/":
                pass
            case "(":
                stack.append(here)
            case ")" if len(stack) > 1:
                here = stack.pop()
            case ")":
                raise invalid(f"Invalid field selection {fields}", "fields")
            case _:
                here = here.setdefault(token, {})
    if len(stack) != 1:
        raise invalid(f"Invalid field selection {fields}", "fields")
    return mask


def _only(value: Any, mask: Mask) -> Any:
    if isinstance(value, list):
        return [_only(one, mask) for one in value]
    if not mask or "*" in mask or not isinstance(value, dict):
        return value
    return {key: _only(value[key], inner) for key, inner in mask.items() if key in value}
