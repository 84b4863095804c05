"""The contract of every TokenStore."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from service.domain.token import Purpose, Token, digest_of
from service.ports.token_store import TokenStore
from tests.entries import HOUR, MADE_AT


def token(athlete: str, **changes: Any) -> Token:
    """A feed's, for ever, of a secret nobody else has."""
    return replace(Token(digest_of(uuid4().hex), athlete, Purpose.FEED, MADE_AT), **changes)


class TokenStoreContract:
    """Inherit from it and give a `store`, a `twin` on the same tokens, and an `athlete` without any.

    Shape: tokens of other athletes may be there too.
    """

    def test_knows_nobody_at_first(self, store: TokenStore, athlete: str) -> None:
        assert store.find(digest_of(athlete)) is None
        assert store.of(athlete, Purpose.FEED) == ()
        assert not store.revoke(digest_of(athlete))

    def test_gives_back_what_was_kept(self, store: TokenStore, twin: TokenStore, athlete: str) -> None:
        whole = token(athlete, ends_at=MADE_AT + HOUR, seen_at=MADE_AT, seen_by="Jo's % \\ üagent", uses=7)
        store.keep(whole)
        assert store.find(whole.digest) == twin.find(whole.digest) == whole

    def test_tells_purposes_and_athletes_apart(
        self, store: TokenStore, twin: TokenStore, athlete: str
    ) -> None:
        first, second = token(athlete), token(athlete, made_at=MADE_AT - HOUR)
        twins, others = token(athlete, purpose=Purpose.BUSY_FEED), token(f"not {athlete}")
        for each in (first, second, twins, others):
            store.keep(each)
        assert twin.of(athlete, Purpose.FEED) == (second, first)
        assert twin.of(athlete, Purpose.BUSY_FEED) == (twins,)
        of_all = twin.every(Purpose.FEED)
        assert {first, second, others} <= set(of_all)
        assert twins not in of_all
        made = [each.made_at for each in of_all]
        assert made == sorted(made)

    def test_what_is_revoked_is_gone(self, store: TokenStore, twin: TokenStore, athlete: str) -> None:
        kept, revoked = token(athlete), token(athlete)
        store.keep(kept)
        store.keep(revoked)
        assert twin.revoke(revoked.digest)
        assert not store.revoke(revoked.digest)
        assert store.of(athlete, Purpose.FEED) == (kept,)
        assert store.find(revoked.digest) is None

    def test_notes_who_came_last_and_counts(self, store: TokenStore, twin: TokenStore, athlete: str) -> None:
        kept, other = token(athlete), token(athlete)
        store.keep(kept)
        store.keep(other)
        store.seen(kept.digest, at=MADE_AT, by="khal")
        twin.seen(kept.digest, at=MADE_AT + HOUR, by="Calendar", uses=3)
        assert store.find(kept.digest) == replace(kept, seen_at=MADE_AT + HOUR, seen_by="Calendar", uses=4)
        assert store.find(other.digest) == other

    def test_who_comes_with_nothing_is_not_noted(self, store: TokenStore, athlete: str) -> None:
        unknown = token(athlete)
        store.seen(unknown.digest, at=MADE_AT, by="khal")
        assert store.find(unknown.digest) is None

    def test_forgets_what_has_ended(self, store: TokenStore, twin: TokenStore, athlete: str) -> None:
        now = MADE_AT + HOUR
        ended, just_ended = token(athlete, ends_at=MADE_AT), token(athlete, ends_at=now)
        holding, lasting = token(athlete, ends_at=now + timedelta(microseconds=1)), token(athlete)
        for each in (ended, just_ended, holding, lasting):
            store.keep(each)
        assert store.find(ended.digest) == ended
        assert store.discard_ended(now) >= 2
        assert set(twin.of(athlete, Purpose.FEED)) == {holding, lasting}
        assert store.discard_ended(now) == 0
