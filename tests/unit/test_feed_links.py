"""A feed opens with its secret link only, which only its athlete can see again."""

import pytest

from service.domain.token import Purpose, digest_of
from service.errors import VaultLocked
from service.usecases.credentials.feed_links import (
    FEEDS,
    Keyring,
    feed_link,
    id_key,
    revoke_feed_link,
    roll_feed_link,
)
from tests.entries import HOUR, MADE_AT
from tests.fakes.token_store import FakeTokenStore
from tests.fakes.vault import FakeVault


def keyring(athlete: str = "me", tokens: FakeTokenStore | None = None) -> Keyring:
    return Keyring(athlete, tokens or FakeTokenStore(), FakeVault())


@pytest.mark.parametrize("purpose", FEEDS)
def test_the_first_look_opens_it_and_the_next_finds_it(purpose: Purpose) -> None:
    ring = keyring()
    opened = feed_link(ring, purpose, now=MADE_AT)
    assert opened is not None
    assert opened.token == ring.tokens.of("me", purpose)[0]
    assert opened.token.made_at == MADE_AT
    assert feed_link(ring, purpose, now=MADE_AT + HOUR) == opened


def test_only_a_digest_of_the_secret_is_remembered() -> None:
    ring = keyring()
    opened = feed_link(ring, Purpose.FEED, now=MADE_AT)
    assert opened is not None
    (token,) = ring.tokens.every(Purpose.FEED)
    assert token.digest == digest_of(opened.secret)
    assert opened.secret not in repr(token)
    assert len(opened.secret) * 6 >= 256


def test_no_secret_is_given_twice() -> None:
    ring = keyring()
    secrets = {roll_feed_link(ring, Purpose.FEED, now=MADE_AT).secret for _ in range(50)}
    assert len(secrets) == 50


def test_a_roll_ends_every_link_there_was_and_no_other() -> None:
    tokens = FakeTokenStore()
    ring, other = keyring(tokens=tokens), keyring("you", tokens)
    busy = feed_link(ring, Purpose.BUSY_FEED, now=MADE_AT)
    yours = feed_link(other, Purpose.FEED, now=MADE_AT)
    old = feed_link(ring, Purpose.FEED, now=MADE_AT)
    new = roll_feed_link(ring, Purpose.FEED, now=MADE_AT + HOUR)
    assert old is not None
    assert old.secret != new.secret
    assert tokens.of("me", Purpose.FEED) == (new.token,)
    assert feed_link(ring, Purpose.FEED, now=MADE_AT + HOUR) == new
    assert feed_link(ring, Purpose.BUSY_FEED, now=MADE_AT + HOUR) == busy
    assert feed_link(other, Purpose.FEED, now=MADE_AT + HOUR) == yours


def test_what_was_revoked_is_opened_by_a_roll_and_not_by_a_look() -> None:
    ring = keyring()
    feed_link(ring, Purpose.FEED, now=MADE_AT)
    assert revoke_feed_link(ring, Purpose.FEED)
    assert not revoke_feed_link(ring, Purpose.FEED)
    assert feed_link(ring, Purpose.FEED, now=MADE_AT) is None
    assert ring.tokens.of("me", Purpose.FEED) == ()
    new = roll_feed_link(ring, Purpose.FEED, now=MADE_AT)
    assert feed_link(ring, Purpose.FEED, now=MADE_AT) == new


def test_a_feed_that_was_never_opened_can_be_revoked() -> None:
    ring = keyring()
    assert not revoke_feed_link(ring, Purpose.FEED)
    assert feed_link(ring, Purpose.FEED, now=MADE_AT) is None


def test_addresses_are_those_of_the_service() -> None:
    opened = roll_feed_link(keyring(), Purpose.FEED, now=MADE_AT)
    url = f"https://liftrun.example.com/feed/{opened.secret}.ics"
    assert opened.url("https://liftrun.example.com") == opened.url("https://liftrun.example.com/") == url
    assert opened.webcal("https://liftrun.example.com/") == url.replace("https", "webcal")
    assert opened.webcal("http://127.0.0.1:8765").startswith("webcal://127.0.0.1:8765/feed/")


def test_a_disguise_lasts_until_the_busy_link_is_rolled() -> None:
    ring = keyring()
    first = id_key(ring.vault)
    roll_feed_link(ring, Purpose.FEED, now=MADE_AT)
    assert id_key(ring.vault) == first
    roll_feed_link(ring, Purpose.BUSY_FEED, now=MADE_AT)
    assert id_key(ring.vault) != first


class LockedVault(FakeVault):
    """A vault whose key was lost, until a secret is stored again."""

    hint = VaultLocked.hint

    def secret(self, name: str) -> str | None:
        if self.names():
            return super().secret(name)
        raise VaultLocked(reason="it was sealed with another key", hint=self.hint)


def test_a_lost_key_is_no_reason_to_be_without_a_feed() -> None:
    ring = Keyring("me", FakeTokenStore(), LockedVault())
    with pytest.raises(VaultLocked, match="another key") as failed:
        feed_link(ring, Purpose.FEED, now=MADE_AT)
    assert "liftrun feed roll" in failed.value.hint
    new = roll_feed_link(ring, Purpose.FEED, now=MADE_AT)
    assert feed_link(ring, Purpose.FEED, now=MADE_AT) == new


def test_a_better_hint_than_ours_is_kept() -> None:
    vault = LockedVault()
    vault.hint = "chmod 600"
    with pytest.raises(VaultLocked) as failed:
        feed_link(Keyring("me", FakeTokenStore(), vault), Purpose.FEED, now=MADE_AT)
    assert failed.value.hint == "chmod 600"
