"""A sign-in link rolled during a sign-in opens nothing, and a lost key ends no link."""

from datetime import UTC, datetime

import pytest

from service.domain.token import Purpose, Token, digest_of
from service.errors import VaultLocked
from service.usecases.credentials.sign_in import session_of, sign_in, sign_out
from service.usecases.credentials.sign_in_link import roll_link, sign_in_link
from tests.fakes.token_store import FakeTokenStore
from tests.fakes.vault import FakeVault

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


class RolledMeanwhile(FakeTokenStore):
    """A token store in which another process rolls the link just before a session is stored."""

    def keep(self, token: Token) -> None:
        if token.purpose is Purpose.SESSION:
            roll_link(token.athlete, self, FakeVault(), now=NOW)
        super().keep(token)


class LockedVault(FakeVault):
    """A vault whose key was lost."""

    def keep(self, name: str, secret: str) -> None:
        raise VaultLocked(reason=f"there is no key for {len(secret)} letters of {name}")


def test_a_link_is_given_again_until_it_is_rolled() -> None:
    tokens, vault = FakeTokenStore(), FakeVault()
    first = sign_in_link("robin", tokens, vault, now=NOW)
    assert sign_in_link("robin", tokens, vault, now=NOW) == first
    second = roll_link("robin", tokens, vault, now=NOW)
    assert second != first
    assert sign_in_link("robin", tokens, vault, now=NOW) == second
    assert [token.digest for token in tokens.of("robin", Purpose.SIGN_IN)] == [digest_of(second)]


def test_the_session_of_a_link_that_was_rolled_meanwhile_does_not_last() -> None:
    tokens = RolledMeanwhile()
    old = sign_in_link("robin", tokens, FakeVault(), now=NOW)
    assert sign_in(old, tokens, now=NOW, by="a phone") is None
    assert tokens.of("robin", Purpose.SESSION) == ()


def test_rolling_ends_the_sessions_of_one_athlete_alone() -> None:
    tokens = FakeTokenStore()
    vaults = {name: FakeVault() for name in ("robin", "bea")}
    made = {
        name: sign_in(sign_in_link(name, tokens, vault, now=NOW), tokens, now=NOW, by="")
        for name, vault in vaults.items()
    }
    roll_link("robin", tokens, vaults["robin"], now=NOW)
    assert session_of(made["robin"] or "", tokens, now=NOW) is None
    assert session_of(made["bea"] or "", tokens, now=NOW)


def test_without_a_key_the_old_link_goes_on() -> None:
    tokens = FakeTokenStore()
    old = sign_in_link("robin", tokens, FakeVault(), now=NOW)
    with pytest.raises(VaultLocked):
        roll_link("robin", tokens, LockedVault(), now=NOW)
    assert sign_in(old, tokens, now=NOW, by="")


@pytest.mark.parametrize("purpose", [each for each in Purpose if each is not Purpose.SESSION])
def test_who_knows_a_link_cannot_end_it_by_signing_out_with_it(purpose: Purpose) -> None:
    tokens = FakeTokenStore()
    tokens.keep(Token(digest_of("given to friends"), "robin", purpose, NOW))
    sign_out("given to friends", tokens)
    assert tokens.find(digest_of("given to friends"))
