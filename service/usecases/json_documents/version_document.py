"""One version of the plan as JSON."""

from datetime import tzinfo
from typing import Any

from service.domain.version import Version
from service.usecases.history.describe_version import headline, to_come
from service.usecases.json_documents.plan_document import utc


def version_document(version: Version, zone: tzinfo, *, before: Version | None = None) -> dict[str, Any]:
    """One version of the history, without the plan itself."""
    return {
        "number": version.number,
        "made_at": utc(version.made_at),
        "because": version.because,
        "restores": version.restores,
        "sessions": to_come(version),
        "sentence": headline(version, zone, before=before),
    }
