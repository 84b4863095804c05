"""A PlanStore in memory."""

from dataclasses import replace

from service.domain.mark import Mark
from service.domain.version import Version


class FakePlanStore:
    """A PlanStore that forgets everything with its process."""

    def __init__(self) -> None:
        self._versions: list[Version] = []
        self._marks: dict[str, Mark] = {}

    def head(self) -> Version | None:
        return self._versions[-1] if self._versions else None

    def version(self, number: int) -> Version | None:
        return next((version for version in self._versions if version.number == number), None)

    def versions(self, *, limit: int) -> tuple[Version, ...]:
        return tuple(reversed(self._versions))[:limit]

    def add(self, version: Version) -> Version:
        self._versions.append(replace(version, number=len(self._versions) + 1))
        self._marks = {mark.session: mark for mark in version.marks}
        return self._versions[-1]

    def marks(self) -> tuple[Mark, ...]:
        return tuple(mark for _, mark in sorted(self._marks.items()))

    def mark(self, mark: Mark) -> None:
        self._marks[mark.session] = mark

    def unmark(self, session: str) -> None:
        self._marks.pop(session, None)
