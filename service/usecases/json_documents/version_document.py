"""Turns one version of the plan into a JSON object for the history."""

from datetime import tzinfo
from typing import Any

from service.domain.version import Version
from service.usecases.history.describe_version import headline, to_come
from service.usecases.json_documents.plan_document import utc


def version_document(version: Version, zone: tzinfo, *, before: Version | None = None) -> dict[str, Any]:
    """Returns the facts of one version, without its placements.

    Shape: `before` is the version before it; its names for sessions make the sentence readable.
    """
    return {
        "number": version.number,
        "made_at": utc(version.made_at),
        "because": version.because,
        "restores": version.restores,
        "sessions": to_come(version),
        "sentence": headline(version, zone, before=before),
    }
