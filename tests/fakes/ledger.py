"""A Ledger in memory."""

from collections import defaultdict
from collections.abc import Mapping

from service.domain.entry import Entry
from service.ports.ledger import Intent


class FakeLedger:
    """A Ledger that forgets everything with its process."""

    def __init__(self) -> None:
        self._written: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
        self._intents: defaultdict[str, dict[str, Intent]] = defaultdict(dict)

    def written(self, target: str) -> Mapping[str, Entry]:
        return dict(self._written[target])

    def intents(self, target: str) -> Mapping[str, Intent]:
        return dict(self._intents[target])

    def intend(self, target: str, intent: Intent) -> None:
        self._intents[target][intent.uid] = intent

    def settle(self, target: str, uid: str, entry: Entry | None) -> None:
        self._intents[target].pop(uid, None)
        self._written[target].pop(uid, None)
        if entry is not None:
            self._written[target][uid] = entry
