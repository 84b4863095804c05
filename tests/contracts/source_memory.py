"""The contract of every SourceMemory."""

from dataclasses import replace
from datetime import timedelta

from service.domain.span import Span
from service.ports.source_memory import Remembered, SourceMemory
from tests.entries import HOUR, MADE_AT, MONDAY

SAID = Remembered("etag", b"\x00\xff{}", Span.lasting(MONDAY, HOUR), MADE_AT)


class SourceMemoryContract:
    """Inherit from it and give an empty `memory`, a `twin` of it, and that of a `stranger`."""

    def test_knows_nothing_at_first(self, memory: SourceMemory) -> None:
        assert memory.recall("google:work") is None

    def test_recalls_what_it_was_told(self, memory: SourceMemory, twin: SourceMemory) -> None:
        memory.remember("google:work", SAID)
        memory.remember("google:home", replace(SAID, token="", content=b""))
        assert twin.recall("google:work") == SAID
        assert twin.recall("google:home") == replace(SAID, token="", content=b"")

    def test_recalls_the_latest(self, memory: SourceMemory, twin: SourceMemory) -> None:
        span, read_at = Span.lasting(MONDAY, 2 * HOUR), MADE_AT + timedelta(microseconds=1)
        later = Remembered("next", b"more", span, read_at)
        memory.remember("google:work", SAID)
        memory.remember("google:work", later)
        assert twin.recall("google:work") == later

    def test_forgets(self, memory: SourceMemory, twin: SourceMemory) -> None:
        memory.remember("a", SAID)
        memory.remember("b", SAID)
        memory.forget("a")
        memory.forget("never known")
        assert twin.recall("a") is None
        assert twin.recall("b") == SAID

    def test_keeps_athletes_apart(self, memory: SourceMemory, stranger: SourceMemory) -> None:
        stranger.remember("a", SAID)
        assert memory.recall("a") is None
        memory.forget("a")
        assert stranger.recall("a") == SAID
